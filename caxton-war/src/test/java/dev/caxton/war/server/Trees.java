package dev.caxton.war.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories. */
final class Trees {

    private Trees() {}

    /** Removes a directory with everything in it; nothing where there is none. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks an archive into a directory that it makes. */
    static void unzip(Path archive, Path directory) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(archive)) {
            for (Path root : files.getRootDirectories()) {
                copy(root, directory);
            }
        }
    }

    /** Copies a directory, its permissions included. */
    static void copy(Path source, Path target) {
        try (Stream<Path> paths = Files.walk(source)) {
            List<Path> all = paths.toList();
            for (Path path : all) {
                Files.copy(
                        path,
                        target.resolve(source.relativize(path).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
