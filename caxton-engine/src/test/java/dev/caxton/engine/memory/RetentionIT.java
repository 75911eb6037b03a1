package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.CleanupReport;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.ConfiguredMemory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.memory.TimeView;
import dev.caxton.engine.HandClock;
import dev.caxton.engine.memory.upkeep.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionIT {

    private static final Duration NEVER = Duration.ZERO;

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock("2026-01-01T12:00:00Z");

    private MemoryFixture open(Retention retention) {
        return new MemoryFixture(
                directory,
                WordEmbedder.loaded(),
                clock,
                MemorySettings.quiet(directory).keeping(retention));
    }

    private static Map<String, Long> rows(CleanupReport report) {
        return report.removed().stream()
                .filter(removed ->
                        removed.kind().startsWith("expired") || removed.kind().startsWith("faded"))
                .collect(Collectors.toMap(CleanupReport.Removed::kind, CleanupReport.Removed::rows));
    }

    private static CleanupReport clean(MemoryFixture fixture, boolean dryRun) {
        return fixture.memory.upkeep().cleanup(new CleanupRequest(true, false, null, false, dryRun));
    }

    @Test
    void removesWhatIsTooOldFromEachMemoryByItsOwnRule() {
        Retention retention = new Retention(
                Duration.ofDays(10),
                (agent, usual) -> agent.equals("id-alice") ? Optional.of(Duration.ofDays(30)) : Optional.empty(),
                NEVER,
                0,
                false);
        try (MemoryFixture fixture = open(retention)) {
            fixture.store("alice", "Ada", "person", "wrote an old note");
            fixture.store("alice", "Engine", "machine", "was never built");
            fixture.store("alice", "Loom", "machine");
            fixture.memory.createRelation(MemoryFixture.relation("alice", "Ada", "describes", "Engine"));
            fixture.store("bob", "Ada", "person", "is kept for bob");
            fixture.memory.createEntity(
                    MemoryFixture.shared(MemoryScope.WORKSPACE, "Rosa", "person", "is known to all"));
            clock.pass(Duration.ofDays(20));
            fixture.store("alice", "Ada", "person", "wrote a new note");

            assertThat(rows(clean(fixture, false)))
                    .containsEntry("expired_observations", 1L)
                    .containsEntry("expired_entities", 1L);
            assertThat(fixture.count("entities")).as("Rosa went after 10 days").isEqualTo(4);

            clock.pass(Duration.ofDays(15));
            Map<String, Long> expected = Map.of(
                    "expired_relations", 1L,
                    "expired_observations", 2L,
                    "expired_entity_versions", 0L,
                    "expired_entities", 2L);
            assertThat(rows(clean(fixture, true))).isEqualTo(expected);
            assertThat(fixture.count("entities"))
                    .as("a dry run changes nothing")
                    .isEqualTo(4);
            assertThat(rows(clean(fixture, false))).isEqualTo(expected);

            assertThat(fixture.memory
                            .entity(new EntityQuery("alice", "Ada", TimeView.all()))
                            .observations())
                    .extracting(Observation::content)
                    .containsExactly("wrote a new note");
            assertThat(fixture.memory
                            .entity(new EntityQuery("bob", "Ada", TimeView.all()))
                            .observations())
                    .hasSize(1);
            assertThat(fixture.memory
                            .search(new MemoryQuery("alice", "old built", null, Set.of(), 10, null, false))
                            .results())
                    .flatExtracting(SearchHit::observations)
                    .doesNotContain("wrote an old note", "was never built");
            assertThat(fixture.count("embeddings")).isEqualTo(4);
            assertThat(fixture.database.verifyRows()).isEmpty();
            assertThat(fixture.memory
                            .upkeep()
                            .check(MemoryCheckLevel.FULL, null)
                            .passed())
                    .isTrue();
            assertThat(rows(clean(fixture, false)).values()).containsOnly(0L);
        }
    }

    @Test
    void removesOnlyWhatIsAlsoOlderThanAsked() {
        try (MemoryFixture fixture =
                open(new Retention(NEVER, (agent, usual) -> Optional.of(Duration.ofDays(1)), NEVER, 0, false))) {
            fixture.store("alice", "Ada", "person", "wrote a note");
            clock.pass(Duration.ofDays(5));

            assertThat(fixture.memory
                            .upkeep()
                            .cleanup(new CleanupRequest(true, false, Duration.ofDays(7), false, false))
                            .total())
                    .isZero();
            assertThat(fixture.memory
                            .upkeep()
                            .cleanup(new CleanupRequest(true, false, Duration.ofDays(3), false, false))
                            .total())
                    .isEqualTo(2);
        }
    }

    @Test
    void keepsEverythingForEverWhereNobodySaysOtherwise() {
        try (MemoryFixture fixture = open(Retention.FOR_EVER)) {
            fixture.store("alice", "Ada", "person", "wrote a note");
            clock.pass(Duration.ofDays(36_500));

            assertThat(rows(clean(fixture, false))).isEmpty();
            assertThat(fixture.count("observations")).isEqualTo(1);
        }
    }

    @Test
    void takesUpRulesThatAreChangedWhileItRunsAndKeepsThem() {
        Retention files = new Retention(
                NEVER,
                (agent, usual) -> agent.equals("id-alice") ? Optional.of(usual) : Optional.of(Duration.ofDays(1_000)),
                NEVER,
                0,
                false);
        try (MemoryFixture fixture = open(files)) {
            fixture.store("alice", "Ada", "person", "wrote a note as a neighbour said");
            fixture.store("bob", "Bob", "person", "wrote a note");
            fixture.memory.createEntity(
                    MemoryFixture.shared(MemoryScope.WORKSPACE, "Rosa", "person", "is known to all"));
            clock.pass(Duration.ofDays(20));
            assertThat(rows(clean(fixture, true)).values()).allMatch(rows -> rows == 0);
            assertThat(signals(fixture)).doesNotContain("faded");

            ConfiguredMemory configured =
                    fixture.memory.configure(changed(Duration.ofDays(30), Duration.ofDays(10), 0.1));

            assertThat(configured.changes())
                    .extracting(ConfiguredMemory.Change::setting, ConfiguredMemory.Change::after)
                    .containsExactly(
                            tuple("retention_policy.retention", "30d"),
                            tuple("retention_policy.decay_half_life", "10d"),
                            tuple("retention_policy.min_confidence", "0.1"));
            assertThat(signals(fixture)).contains("faded");
            fixture.memory.configure(changed(null, NEVER, 0.0));
            assertThat(signals(fixture)).doesNotContain("faded");
            fixture.memory.configure(changed(Duration.ofDays(10), null, null));
            assertThat(rows(clean(fixture, true)))
                    .as("those of alice, whose file does not say, and what is shared")
                    .containsEntry("expired_observations", 2L);
        }
        try (MemoryFixture fixture = open(files)) {
            assertThat(fixture.memory.configuration().changed()).containsExactly("retention");
            assertThat(fixture.memory.configuration().retentionPolicy().retention())
                    .isEqualTo(Duration.ofDays(10));
            assertThat(rows(clean(fixture, false))).containsEntry("expired_entities", 2L);
            assertThat(fixture.count("entities")).isEqualTo(1);

            fixture.memory.configure(changed(NEVER, null, null));
            assertThat(fixture.memory.configuration().changed()).isEmpty();
        }
    }

    @Test
    void refusesRulesThatCannotBe() {
        try (MemoryFixture fixture = open(Retention.FOR_EVER)) {
            for (MemoryConfigurationChange change : List.of(
                    changed(Duration.ofDays(36_501), null, null),
                    changed(null, Duration.ofSeconds(-1), null),
                    changed(null, null, 1.5),
                    changed(null, null, Double.NaN))) {
                assertThat(catchThrowableOfType(CaxtonException.class, () -> fixture.memory.configure(change))
                                .problem())
                        .as(change.toString())
                        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_ARGUMENT))
                        .satisfies(problem -> assertThat(problem.detail()).startsWith("retention_policy."));
            }
            assertThat(fixture.memory.configuration().changed()).isEmpty();
        }
    }

    private static MemoryConfigurationChange changed(Duration retention, Duration halfLife, Double confidence) {
        return MemoryConfigurationChange.of(new MemoryConfigurationChange.RetentionChange(
                null, null, null, null, retention, halfLife, confidence, null));
    }

    private static List<String> signals(MemoryFixture fixture) {
        return search(fixture).stream()
                .flatMap(hit -> hit.matches().stream())
                .flatMap(match -> match.signals().stream())
                .toList();
    }

    @Test
    void removesManyInSteps() {
        try (MemoryFixture fixture =
                open(new Retention(NEVER, (agent, usual) -> Optional.of(Duration.ofDays(1)), NEVER, 0, false))) {
            StoredEntity entity = fixture.store("alice", "Ada", "person");
            for (int i = 0; i < 3; i++) {
                int part = i;
                fixture.memory.addObservations(
                        entity.entityId(),
                        java.util.stream.IntStream.range(0, 250)
                                .mapToObj(n -> "note " + part + " " + n)
                                .toList());
            }
            clock.pass(Duration.ofDays(2));

            assertThat(rows(clean(fixture, false)))
                    .containsEntry("expired_observations", 750L)
                    .containsEntry("expired_entities", 1L);
            assertThat(fixture.count("observations")).isZero();
        }
    }

    @Test
    void lowersAndThenRemovesWhatNobodyIsSureOfAnyMore() {
        Retention fading = new Retention(NEVER, (agent, usual) -> Optional.empty(), Duration.ofDays(100), 0.2, false);
        try (MemoryFixture fixture = open(fading)) {
            StoredEntity sure = fixture.store("alice", "Porto", "town");
            StoredEntity unsure = fixture.store("alice", "Lisbon", "town");
            add(fixture, sure, "Rosa lives there as a neighbour said", 1.0);
            add(fixture, unsure, "Rosa lives there as a neighbour told", 0.3);

            clock.pass(Duration.ofDays(50));
            assertThat(rows(clean(fixture, true))).isEqualTo(Map.of("faded_observations", 0L));
            SearchHit first = search(fixture).getFirst();
            assertThat(first.entityName()).isEqualTo("Porto");
            assertThat(search(fixture).getLast().matches().getFirst().signals()).contains("faded");

            clock.pass(Duration.ofDays(50));
            assertThat(rows(clean(fixture, true))).isEqualTo(Map.of("faded_observations", 1L));
            assertThat(rows(clean(fixture, false))).isEqualTo(Map.of("faded_observations", 1L));
            assertThat(fixture.memory.entity(sure.entityId()).observations()).hasSize(1);
            assertThat(fixture.memory.entity(unsure.entityId()).observations()).isEmpty();
        }
    }

    private static void add(MemoryFixture fixture, StoredEntity entity, String text, double confidence) {
        fixture.memory.addObservations(
                new NewObservations("alice", entity.entityId(), List.of(text), null, null, confidence, null));
    }

    private static List<SearchHit> search(MemoryFixture fixture) {
        return fixture.memory
                .search(new MemoryQuery("alice", "where Rosa lives", null, Set.of(), 10, null, false))
                .results();
    }
}
