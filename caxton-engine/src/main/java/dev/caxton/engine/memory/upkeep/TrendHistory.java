package dev.caxton.engine.memory.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.api.memory.MemoryTrend;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples of the last day in a small file, one JSON object a line. The file may be lost: a line that cannot be read is
 * left out, and a file that cannot be written costs one warning and the history over the next restart. Thread-safe.
 */
final class TrendHistory {

    static final Duration KEPT = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(TrendHistory.class);

    private final Path file;
    private final Deque<MemoryTrend> samples = new ArrayDeque<>();
    private boolean warned;

    TrendHistory(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            read();
        }
    }

    private void read() {
        int unreadable = 0;
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
                try {
                    samples.add(WireJson.mapper().readValue(line, MemoryTrend.class));
                } catch (JsonProcessingException e) {
                    unreadable++;
                }
            }
        } catch (IOException e) {
            LOG.warn("the memory's trends begin anew, their file cannot be read: {}", e.toString());
        }
        if (unreadable > 0) {
            LOG.warn("lines of the memory's trends left out, they cannot be read: file={} lines={}", file, unreadable);
        }
    }

    /** Adds a sample, lets those of more than a day before go, and writes the file anew. */
    synchronized void add(MemoryTrend sample) {
        samples.addLast(sample);
        Instant oldest = sample.at().minus(KEPT);
        samples.removeIf(old -> old.at().isBefore(oldest));
        StringBuilder lines = new StringBuilder();
        try {
            for (MemoryTrend kept : samples) {
                lines.append(WireJson.mapper().writeValueAsString(kept)).append('\n');
            }
            Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(unfinished, lines, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (!warned) {
                warned = true;
                LOG.warn("the memory's trends are not kept over a restart: {}", e.toString());
            }
        }
    }

    synchronized List<MemoryTrend> since(Instant oldest) {
        List<MemoryTrend> found = new ArrayList<>(samples);
        found.removeIf(sample -> sample.at().isBefore(oldest));
        return found;
    }
}
