package dev.caxton.engine.memory.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.engine.HandClock;
import dev.caxton.engine.memory.upkeep.CountUses.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UseCountsTest {

    private static final Retention BY_USE =
            Retention.FOR_EVER.fading(Duration.ofDays(30)).fadingByUse(true);

    private final HandClock clock = new HandClock("2026-01-01T12:00:00Z");
    private final List<CountUses> written = new ArrayList<>();
    private Retention retention = BY_USE;
    private final UseCounts counts = new UseCounts(() -> retention, clock, this::write);

    private void write(CountUses command) {
        written.add(command);
        if (written.size() == 1 && command.uses().getFirst().observationId().equals("fails")) {
            throw new IllegalStateException("disk full");
        }
    }

    private static SearchResult found(String... ids) {
        List<SearchHit.Match> matches = new ArrayList<>();
        for (String id : ids) {
            matches.add(new SearchHit.Match(
                    id, "text", 1, null, null, null, List.of(), null, Instant.EPOCH, null, Instant.EPOCH));
        }
        SearchHit hit = new SearchHit(
                "ent_1",
                "Ada",
                "person",
                null,
                null,
                List.of(),
                Map.of(),
                Instant.EPOCH,
                MemoryScope.GLOBAL,
                null,
                null,
                1,
                matches,
                List.of());
        return new SearchResult("query", List.of(hit), 1, 0, null, SearchMode.HYBRID, false);
    }

    private static SearchResult found(int from, int to) {
        return found(IntStream.range(from, to).mapToObj(n -> "obs_" + n).toArray(String[]::new));
    }

    private List<Use> uses() {
        return written.stream().flatMap(command -> command.uses().stream()).toList();
    }

    @Test
    void writesNothingBeforeItIsAskedAndEachCountOnce() {
        counts.found(found("obs_1", "obs_2", null));
        assertThat(written).isEmpty();

        counts.flush();
        counts.flush();

        long now = clock.millis();
        assertThat(uses()).containsExactly(new Use("obs_1", 1, now, now), new Use("obs_2", 1, now, now));
    }

    @Test
    void countsOneObservationOnceAnHour() {
        long first = clock.millis();
        for (int minute = 0; minute < 150; minute++) {
            counts.found(found("obs_1"));
            clock.pass(Duration.ofMinutes(1));
        }
        counts.flush();

        assertThat(uses())
                .containsExactly(
                        new Use("obs_1", 3, first, first + Duration.ofHours(2).toMillis()));
    }

    @Test
    void holdsNoMoreThanItMayAndWritesThatInSteps() {
        counts.found(found(0, UseCounts.MOST + 100));
        counts.found(found(0, 1));
        counts.flush();

        assertThat(written)
                .hasSize(UseCounts.MOST / UseCounts.AT_ONCE)
                .allMatch(command -> command.uses().size() == UseCounts.AT_ONCE);
        counts.found(found(UseCounts.MOST, UseCounts.MOST + 1));
        counts.flush();
        assertThat(uses()).hasSize(UseCounts.MOST + 1);
    }

    @Test
    void countsNothingWhereUseOrFadingIsOff() {
        for (Retention off : List.of(BY_USE.fadingByUse(false), BY_USE.fading(Duration.ZERO), Retention.FOR_EVER)) {
            retention = off;
            counts.found(found("obs_1"));
            retention = BY_USE;
            counts.flush();
            assertThat(written).isEmpty();
        }
    }

    @Test
    void dropsWhatWaitsWhereItWasTurnedOffMeanwhile() {
        counts.found(found("obs_1"));
        retention = BY_USE.fadingByUse(false);
        counts.flush();
        retention = BY_USE;
        counts.flush();

        assertThat(written).isEmpty();
    }

    @Test
    void losesNoMoreThanTheStepThatFailed() {
        counts.found(found("fails"));
        counts.found(found(1, UseCounts.AT_ONCE + 3));
        assertThatIllegalStateException().isThrownBy(counts::flush);
        written.clear();

        counts.flush();

        assertThat(uses()).hasSize(3);
    }

    @Test
    void lengthensTheHalfLifeFourTimesAtMost() {
        Retention fading = BY_USE;
        long halfLife = Duration.ofDays(30).toMillis();
        assertThat(fading.faded(1, halfLife, 0)).isEqualTo(0.5);
        assertThat(fading.faded(1, 2 * halfLife, 1)).isEqualTo(0.5);
        assertThat(fading.faded(1, 3 * halfLife, 3)).isEqualTo(0.5);
        assertThat(fading.faded(1, 4 * halfLife, 7)).isEqualTo(0.5);
        assertThat(fading.faded(1, 4 * halfLife, 1_000_000)).isEqualTo(0.5);
        assertThat(fading.faded(0.8, -1, 0)).isEqualTo(0.8);
        assertThat(fading.fading(Duration.ZERO).faded(0.8, halfLife, 3)).isEqualTo(0.8);
    }
}
