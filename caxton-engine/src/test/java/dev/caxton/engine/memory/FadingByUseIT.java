package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.CleanupReport;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryConfigurationChange.RetentionChange;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.memory.TimeView;
import dev.caxton.engine.HandClock;
import dev.caxton.engine.memory.upkeep.CountUses;
import dev.caxton.engine.memory.upkeep.CountUses.Use;
import dev.caxton.engine.memory.upkeep.Retention;
import dev.caxton.engine.store.ChildJvm;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found fades later, by a clock that is set by hand. */
class FadingByUseIT {

    static final Retention BY_USE =
            new Retention(Duration.ZERO, (agent, usual) -> Optional.empty(), Duration.ofDays(30), 0.2, true);
    private static final Retention BY_AGE = BY_USE.fadingByUse(false);
    private static final String START = "2026-01-01T12:00:00Z";
    private static final String COUNTS = "select count(*) from observation_uses";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock(START);

    static MemoryFixture open(Path directory, HandClock clock, Retention retention) {
        return new MemoryFixture(
                directory,
                WordEmbedder.loaded(),
                clock,
                MemorySettings.quiet(directory).keeping(retention));
    }

    private MemoryFixture open(Retention retention) {
        return open(directory, clock, retention);
    }

    /** Finds what holds a word, and nothing else. */
    static SearchResult find(MemoryFixture fixture, String word) {
        return fixture.memory.search(MemoryQuery.of(ALICE, word).withMode(SearchMode.KEYWORD));
    }

    static CleanupReport clean(MemoryFixture fixture, boolean dryRun) {
        return fixture.memory.upkeep().cleanup(new CleanupRequest(true, false, null, false, dryRun));
    }

    private static long faded(CleanupReport report) {
        return report.removed().stream()
                .filter(removed -> removed.kind().equals("faded_observations"))
                .mapToLong(CleanupReport.Removed::rows)
                .sum();
    }

    private static SearchResult lookUp(MemoryFixture fixture, TimeView time) {
        return fixture.memory.lookUp(new MemoryQuery(
                ALICE, "Rosa", null, Set.of(), 10, null, false, SearchMode.HYBRID, null, time, Set.of(), null, 0));
    }

    private static Map<String, List<String>> signals(SearchResult result) {
        Map<String, List<String>> signals = new HashMap<>();
        for (SearchHit hit : result.results()) {
            hit.matches().stream()
                    .filter(match -> match.observationId() != null)
                    .forEach(match -> signals.put(hit.entityName(), match.signals()));
        }
        return signals;
    }

    private static Map<String, Long> uses(MemoryFixture fixture) {
        return fixture
                .database
                .read(tx -> tx.query(
                        "select o.content, u.uses from observation_uses u join observations o"
                                + " on o.observation_id = u.observation_id",
                        row -> Map.entry(row.getString(1), row.getLong(2))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void keepsWhatIsFoundEachWeekBesideWhatIsNot() {
        Instant half;
        try (MemoryFixture fixture = open(BY_USE)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy");
            fixture.store(ALICE, "Lisbon", "town", "Rosa has a bicycle");
            for (int week = 0; week < 13; week++) {
                clock.pass(Duration.ofDays(7));
                assertThat(find(fixture, "allergy").totalResults()).isEqualTo(1);
            }
            half = clock.instant();
        }
        try (MemoryFixture fixture = open(BY_USE)) {
            assertThat(uses(fixture))
                    .as("written at the stop, and hours apart")
                    .isEqualTo(Map.of("Rosa has an allergy", 13L));
            assertThat(signals(lookUp(fixture, TimeView.current())).get("Porto"))
                    .doesNotContain("faded");
            assertThat(signals(lookUp(fixture, TimeView.current())).get("Lisbon"))
                    .contains("faded");
            assertThat(lookUp(fixture, TimeView.current()).results().getFirst().entityName())
                    .isEqualTo("Porto");
            for (int week = 0; week < 13; week++) {
                clock.pass(Duration.ofDays(7));
                find(fixture, "allergy");
            }

            assertThat(faded(clean(fixture, true))).isEqualTo(1);
            assertThat(faded(clean(fixture, false))).isEqualTo(1);

            assertThat(find(fixture, "allergy").totalResults()).isEqualTo(1);
            assertThat(find(fixture, "bicycle").totalResults()).isZero();
            assertThat(fixture.database.verifyRows()).isEmpty();

            SearchResult then = lookUp(fixture, new TimeView(TimeView.Filter.CURRENT, null, null, half));
            assertThat(signals(then).get("Porto"))
                    .as("uses since then are not known of then, so that age alone counts")
                    .contains("faded");
            clock.pass(Duration.ofDays(4 * 30 * 3));
            assertThat(faded(clean(fixture, false)))
                    .as("use delays, it does not stop")
                    .isEqualTo(1);
            assertThat(fixture.count("observation_uses")).isZero();
        }
    }

    @Test
    void writesNoUseTwiceAnHourHoweverOftenItIsWritten() {
        try (MemoryFixture fixture = open(BY_USE)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy");
            for (int minute = 0; minute < 150; minute += 5) {
                find(fixture, "allergy");
                clean(fixture, true);
                clock.pass(Duration.ofMinutes(5));
            }
            assertThat(uses(fixture)).isEqualTo(Map.of("Rosa has an allergy", 3L));
        }
    }

    @Test
    void doesNotDeleteWhatWasFoundJustNow() {
        try (MemoryFixture fixture = open(BY_USE)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy");
            clock.pass(Duration.ofDays(365));
            find(fixture, "allergy");

            assertThat(faded(clean(fixture, false))).isZero();
        }
    }

    @Test
    void countsNothingThatNobodyWasGiven() {
        try (MemoryFixture fixture = open(BY_USE)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy");
            lookUp(fixture, TimeView.current());
            fixture.memory.knows(ALICE, null, "Porto", "Rosa has an allergy");
            clean(fixture, true);

            assertThat(fixture.count("observation_uses")).isZero();
        }
    }

    @Test
    void changesNeitherResultsNorRowsWhereThereIsNoHalfLife() {
        Retention never = BY_USE.fading(Duration.ZERO);
        List<SearchHit> before;
        try (MemoryFixture fixture = open(never)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy", "Rosa has a cat");
            fixture.store(ALICE, "Lisbon", "town", "Rosa has a bicycle");
            clock.pass(Duration.ofDays(300));
            before = lookUp(fixture, TimeView.current()).results();
            find(fixture, "bicycle");
            clean(fixture, false);
            assertThat(fixture.database.<Long>read(tx -> tx.count(COUNTS))).isZero();
            fixture.memory.configure(change(Duration.ofDays(30), true));
            find(fixture, "bicycle");
            clean(fixture, true);
            assertThat(uses(fixture)).isEqualTo(Map.of("Rosa has a bicycle", 1L));
            assertThat(lookUp(fixture, TimeView.current()).results()).isNotEqualTo(before);

            fixture.memory.configure(change(Duration.ZERO, true));

            find(fixture, "allergy");
            assertThat(lookUp(fixture, TimeView.current()).results()).isEqualTo(before);
            assertThat(faded(clean(fixture, false))).isZero();
            assertThat(uses(fixture)).isEqualTo(Map.of("Rosa has a bicycle", 1L));

            fixture.memory.configure(change(Duration.ofDays(30), false));
            find(fixture, "allergy");
            assertThat(faded(clean(fixture, true))).as("by age alone").isEqualTo(3);
            assertThat(uses(fixture)).isEqualTo(Map.of("Rosa has a bicycle", 1L));
        }
    }

    private static MemoryConfigurationChange change(Duration halfLife, boolean byUse) {
        return MemoryConfigurationChange.of(new RetentionChange(null, null, null, null, null, halfLife, null, byUse));
    }

    @Test
    void ranksAsBeforeWhatWasNeverFound() {
        List<SearchHit> byAge;
        try (MemoryFixture fixture = open(BY_AGE)) {
            fixture.store(ALICE, "Porto", "town", "Rosa has an allergy", "Rosa has a cat");
            fixture.store(ALICE, "Lisbon", "town", "Rosa has a bicycle");
            clock.pass(Duration.ofDays(50));
            byAge = lookUp(fixture, TimeView.current()).results();
        }
        try (MemoryFixture fixture = open(BY_USE)) {
            assertThat(lookUp(fixture, TimeView.current()).results()).isEqualTo(byAge);
        }
    }

    @Test
    void deletesWhatTheRulesOfRankingSayIsFaded() {
        Random random = new Random(20261122);
        try (MemoryFixture fixture = open(BY_USE)) {
            StoredEntity entity = fixture.store(ALICE, "Porto", "town");
            for (int part = 0; part < 10; part++) {
                int number = part;
                fixture.memory.addObservations(
                        entity.entityId(),
                        IntStream.range(0, 50)
                                .mapToObj(n -> "fact " + number + " " + n)
                                .toList());
                clock.pass(Duration.ofDays(40));
            }
            List<Use> uses = new ArrayList<>();
            List<Row> rows = fixture.database.read(tx -> tx.select(MemorySchema.OBSERVATIONS, "order by rid"));
            for (Row row : rows) {
                if (random.nextBoolean()) {
                    long at = clock.millis()
                            - Duration.ofDays(random.nextInt(400)).toMillis();
                    uses.add(new Use(row.text("observation_id"), 1L << random.nextInt(7), at, at));
                }
            }
            fixture.database.write(new Operation("uses", "test", clock.instant()), new CountUses(uses));
            Map<String, Use> known = uses.stream().collect(Collectors.toMap(Use::observationId, use -> use));
            List<String> kept = rows.stream()
                    .filter(row -> {
                        Use use = known.getOrDefault(row.text("observation_id"), new Use("", 0, 0, 0));
                        long age = clock.millis() - Math.max(row.integer("created_at"), use.lastAt());
                        return BY_USE.faded(row.real("confidence"), age, use.count()) >= BY_USE.minConfidence();
                    })
                    .map(row -> row.text("content"))
                    .toList();
            assertThat(kept).hasSizeBetween(100, 450);

            assertThat(faded(clean(fixture, false))).isEqualTo(rows.size() - kept.size());

            assertThat(fixture.memory
                            .entity(new EntityQuery(ALICE, "Porto", TimeView.all()))
                            .observations())
                    .extracting(Observation::content)
                    .containsExactlyElementsOf(kept);
        }
    }

    @Test
    void losesCountsAndNothingElseWhereItIsKilledBeforeTheyAreWritten() throws Exception {
        try (ChildJvm child = new ChildJvm(UseCrashChild.class, directory.toString(), START)) {
            assertThat(child.line()).isEqualTo("found");
            child.kill();
        }
        try (MemoryFixture fixture = open(BY_USE)) {
            assertThat(uses(fixture)).isEqualTo(Map.of("has harbours", 1L));
            assertThat(fixture.database.findings(true)).isEmpty();
            assertThat(fixture.database.verifyRows()).isEmpty();
            assertThat(find(fixture, "trams").totalResults()).isEqualTo(1);
        }
        try (MemoryFixture fixture = open(BY_USE)) {
            assertThat(uses(fixture)).isEqualTo(Map.of("has harbours", 1L, "has trams", 1L));
        }
    }
}
