package dev.caxton.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often a data directory was served, kept in a small file of its own; losing it costs a metric and nothing else. */
final class StartCount {

    private static final Logger LOG = LoggerFactory.getLogger(StartCount.class);

    private StartCount() {}

    /** Counts this start and returns the number of those before. */
    static long countRestart(Path runtimeDirectory) {
        Path file = runtimeDirectory.resolve("starts");
        long before = read(file);
        try {
            Files.createDirectories(runtimeDirectory);
            Path unfinished = Files.createTempFile(runtimeDirectory, "starts", ".tmp");
            Files.writeString(unfinished, Long.toString(before + 1));
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("the number of starts cannot be kept file={}: {}", file, e.toString());
        }
        return before;
    }

    private static long read(Path file) {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            LOG.warn("the number of starts cannot be read and begins anew file={}: {}", file, e.toString());
            return 0;
        }
    }
}
