package dev.caxton.engine.agent.file;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Writes and deletes agent files so that a crash leaves the old state or the new one. May be shared between threads. */
public final class AgentFileWriter {

    private AgentFileWriter() {}

    /** Writes a file under a temporary hidden name, syncs, renames, and syncs the directory. */
    public static void write(Path directory, String fileName, byte[] content) {
        Path file = directory.resolve(fileName);
        Path temporary = directory.resolve("." + fileName + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory(directory);
        } catch (IOException e) {
            discard(temporary, e);
            throw failed("agent file '" + file + "' cannot be written", e);
        }
    }

    /** Deletes a file; harmless if it is gone already. */
    public static void delete(Path directory, String fileName) {
        Path file = directory.resolve(fileName);
        try {
            if (Files.deleteIfExists(file)) {
                syncDirectory(directory);
            }
        } catch (IOException e) {
            throw failed("agent file '" + file + "' cannot be deleted", e);
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        // Windows opens no directories, and its journal orders renames by itself.
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void discard(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private static CaxtonException failed(String what, IOException e) {
        String reason = String.valueOf(e.getMessage());
        boolean full = reason.toLowerCase(Locale.ROOT).contains("no space left");
        return CaxtonException.of(
                Problem.of(
                        full ? ProblemType.DISK_FULL : ProblemType.STORAGE_FAILED,
                        what + ": " + Findings.shown(e.getClass().getSimpleName() + ": " + reason),
                        full
                                ? "free space in the agents directory"
                                : "check that the server's user may write the agents directory"),
                e);
    }
}
