package dev.caxton.engine.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Permissions of what holds other people's words or keys: for the user who runs the process and nobody else, whatever the
 * directory around it allows. A file system that knows no such permissions keeps its own.
 */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** For a directory that is made at this path. */
    public static FileAttribute<?>[] directory(Path path) {
        return attributes(path, "rwx------");
    }

    /** For a file that is made at this path. */
    public static FileAttribute<?>[] file(Path path) {
        return attributes(path, "rw-------");
    }

    /** Makes an empty file where there is none, before somebody does who asks for no permissions. */
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, file(file));
        } catch (FileAlreadyExistsException e) {
            return; // as it should be: its permissions are its owner's
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
