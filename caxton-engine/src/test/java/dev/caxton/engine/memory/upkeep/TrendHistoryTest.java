package dev.caxton.engine.memory.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.MemoryTrend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendHistoryTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void keepsSamplesOverARestart() {
        new TrendHistory(file()).add(sample(NOON, 7));

        assertThat(new TrendHistory(file()).since(NOON)).containsExactly(sample(NOON, 7));
    }

    @Test
    void letsGoOfWhatIsOlderThanADay() {
        TrendHistory history = new TrendHistory(file());
        history.add(sample(NOON, 1));
        history.add(sample(NOON.plus(Duration.ofHours(25)), 2));

        assertThat(history.since(Instant.EPOCH))
                .extracting(MemoryTrend::entities)
                .containsExactly(2L);
    }

    @Test
    void leavesOutLinesThatCannotBeRead() throws IOException {
        new TrendHistory(file()).add(sample(NOON, 7));
        Files.writeString(file(), "{\"at\":\n", StandardOpenOption.APPEND);

        assertThat(new TrendHistory(file()).since(NOON)).containsExactly(sample(NOON, 7));
    }

    @Test
    void goesOnWhereTheFileCannotBeWritten() {
        TrendHistory history = new TrendHistory(directory.resolve("missing/trends.jsonl"));
        history.add(sample(NOON, 7));

        assertThat(history.since(NOON)).hasSize(1);
    }

    private Path file() {
        return directory.resolve("trends.jsonl");
    }

    private static MemoryTrend sample(Instant at, long entities) {
        return new MemoryTrend(at, entities, 1, 2, 4096, 3, 1.5, null);
    }
}
