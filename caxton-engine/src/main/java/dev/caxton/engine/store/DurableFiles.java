package dev.caxton.engine.store;

import dev.caxton.engine.config.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Makes files survive a power loss. Never for a database, its {@code -wal} or {@code -shm} while this process has it
 * open: closing any descriptor of such a file drops SQLite's locks on it.
 */
public final class DurableFiles {

    private static final boolean CAN_SYNC_DIRECTORIES =
            !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private DurableFiles() {}

    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes names in a directory durable; Windows does that by itself and opens no directories. */
    static void syncDirectory(Path directory) throws IOException {
        if (CAN_SYNC_DIRECTORIES) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Replaces a small text file at one stroke, for everybody to read whom its directory lets in. */
    static void replace(Path file, String content) throws IOException {
        replace(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)), false);
    }

    /**
     * Replaces a file at one stroke: whatever interrupts it, the old content is there or the new one. It is for its owner
     * only.
     */
    public static void replace(Path file, Content content) throws IOException {
        replace(file, content, true);
    }

    private static void replace(Path file, Content content, boolean ownerOnly) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            if (ownerOnly) {
                OwnerOnly.createFile(unfinished);
            }
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content.writeTo(out);
            }
            sync(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        syncDirectory(directoryOf(file));
    }

    static Path directoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException(file + " is not in a directory");
        }
        return directory;
    }
}
