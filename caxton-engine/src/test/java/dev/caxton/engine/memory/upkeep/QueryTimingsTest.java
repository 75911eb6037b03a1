package dev.caxton.engine.memory.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.memory.MemoryDiagnosis.QueryKind;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.engine.ops.LatencyWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class QueryTimingsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final QueryTimings timings = new QueryTimings(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void remembersKindShapeAndTime() {
        timings.register(QueryTimings.SEARCH, new LatencyWindow());

        String answer = timings.timed(QueryTimings.SEARCH, result -> "1 result", () -> "found");

        assertThat(answer).isEqualTo("found");
        MemoryTiming remembered = timings.recent(null, Duration.ZERO).getFirst();
        assertThat(remembered.queryType()).isEqualTo("semantic_search");
        assertThat(remembered.detail()).isEqualTo("1 result");
        assertThat(remembered.endedAt()).isEqualTo(NOW);
        assertThat(remembered.failed()).isFalse();
    }

    @Test
    void countsFailuresApart() {
        timings.register(QueryTimings.STORE, new LatencyWindow());

        assertThatThrownBy(() -> timings.timed(QueryTimings.STORE, result -> "", () -> {
                    throw new IllegalStateException("boom");
                }))
                .hasMessage("boom");

        QueryKind kind = timings.kinds().getFirst();
        assertThat(kind.failed()).isEqualTo(1);
        assertThat(kind.count()).isZero();
        assertThat(timings.recent(null, Duration.ZERO).getFirst().failed()).isTrue();
    }

    @Test
    void forgetsTheOldestBeyondItsSize() {
        timings.register(QueryTimings.STORE, new LatencyWindow());
        for (int i = 0; i < QueryTimings.REMEMBERED + 10; i++) {
            timings.timed(QueryTimings.STORE, result -> "", () -> "done");
        }

        assertThat(timings.recent(null, Duration.ZERO)).hasSize(QueryTimings.REMEMBERED);
    }

    @Test
    void filtersByTimeAndLength() {
        timings.register(QueryTimings.STORE, new LatencyWindow());
        timings.timed(QueryTimings.STORE, result -> "", () -> "done");

        assertThat(timings.recent(NOW, Duration.ZERO)).isEmpty();
        assertThat(timings.recent(NOW.minusMillis(1), Duration.ZERO)).hasSize(1);
        assertThat(timings.recent(null, Duration.ofHours(1))).isEmpty();
    }
}
