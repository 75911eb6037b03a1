package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.CleanupReport;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.LintReport;
import dev.caxton.api.memory.MemoryCheck;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryDiagnosis;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.api.memory.MemoryUsage;
import dev.caxton.api.memory.OptimizeReport;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.api.memory.StoredEntity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryUpkeepIT {

    @TempDir
    Path directory;

    @Test
    void findsAndRemovesWhatLostItsOwnerAndNothingElse() {
        String lost = orphans();
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            MemoryCheck before = fixture.memory.upkeep().check(MemoryCheckLevel.CONSISTENCY, null);
            CleanupReport counted = fixture.memory.upkeep().cleanup(request(false, true));
            long kept = fixture.count("observations");

            CleanupReport removed = fixture.memory.upkeep().cleanup(request(false, false));

            assertThat(before.passed()).isFalse();
            assertThat(counted.dryRun()).isTrue();
            assertThat(kept).isEqualTo(3);
            assertThat(removed.total()).isEqualTo(counted.total()).isEqualTo(5);
            assertThat(fixture.memory
                            .upkeep()
                            .check(MemoryCheckLevel.FULL, null)
                            .checks())
                    .allSatisfy(
                            item -> assertThat(item.passed()).as(item.name()).isTrue());
            assertThat(fixture.count("entities")).isEqualTo(1);
            assertThat(fixture.count("observations")).isEqualTo(1);
            assertThat(fixture.memory
                            .search(new MemoryQuery("alice", "harbour", null, Set.of(), 10, null, false))
                            .results())
                    .noneSatisfy(hit -> assertThat(hit.entityId()).isEqualTo(lost));
        }
    }

    @Test
    void leavesWhatIsYoungerThanAsked() {
        orphans();
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            CleanupReport report =
                    fixture.memory.upkeep().cleanup(new CleanupRequest(true, false, Duration.ofDays(30), false, false));

            assertThat(report.total()).isZero();
        }
    }

    @Test
    void takesEmptyEntitiesOnlyWhenAggressive() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            StoredEntity empty = fixture.store("alice", "Empty", "thing");
            fixture.store("alice", "Full", "thing", "has a fact");

            assertThat(fixture.memory.upkeep().cleanup(request(false, false)).total())
                    .isZero();
            assertThat(fixture.memory.upkeep().cleanup(request(true, false)).total())
                    .isEqualTo(1);

            assertThatThrownBy(() -> fixture.memory.entity(empty.entityId()))
                    .isInstanceOfSatisfying(
                            CaxtonException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.ENTITY_NOT_FOUND));
            assertThat(fixture.count("entities")).isEqualTo(1);
        }
    }

    @Test
    void findsTheSameAfterEverythingWasRebuilt() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            for (int i = 0; i < 30; i++) {
                fixture.store("alice", "Ship " + i, "ship", "lies at harbour number " + i);
            }
            var before = names(fixture, "harbour number 7");

            OptimizeReport report =
                    fixture.memory.upkeep().optimize(new OptimizeRequest(true, true, true, true, false, null));

            assertThat(report.finished()).isTrue();
            assertThat(report.steps())
                    .extracting(OptimizeReport.Step::step)
                    .containsExactly(
                            "clear_cache",
                            "database_indexes",
                            "text_index",
                            "vector_index",
                            "query_statistics",
                            "vacuum");
            assertThat(names(fixture, "harbour number 7")).isEqualTo(before);
            assertThat(fixture.memory
                            .upkeep()
                            .check(MemoryCheckLevel.FULL, null)
                            .passed())
                    .isTrue();
        }
    }

    @Test
    void makesVectorsAnewInTheBackground() throws InterruptedException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store("alice", "Ship", "ship", "lies at the harbour");
            long vectors = fixture.count("embeddings");

            fixture.memory.upkeep().optimize(new OptimizeRequest(false, false, false, false, true, null));

            MemoryFixture.await(() -> fixture.count("embeddings") == vectors);
            assertThat(names(fixture, "harbour")).contains("Ship");
        }
    }

    @Test
    void beginsNoStepAfterItsTime() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            OptimizeReport report = fixture.memory.upkeep().optimize(OptimizeRequest.incremental(Duration.ZERO));

            assertThat(report.finished()).isFalse();
            assertThat(report.steps())
                    .allSatisfy(step -> assertThat(step.outcome()).contains("left out"));
        }
    }

    @Test
    void listsJunkWithoutItsText() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store(
                    "alice",
                    "Ship",
                    "ship",
                    "Lies at the harbour.",
                    "lies at the harbour",
                    "?",
                    "paid 5 to Bob Jones today");
            fixture.store("alice", "Ship", "ship", "paid 6 to Bob Jones today");
            fixture.store("alice", "Empty", "thing");

            LintReport report = fixture.memory.upkeep().lint(10);

            assertThat(report.findings())
                    .extracting(LintReport.Finding::rule)
                    .containsExactlyInAnyOrder("duplicate", "too_short", "empty_entity");
            assertThat(report.total()).isEqualTo(3);
        }
    }

    @Test
    void refusesToRememberASecretAndTellsNeitherItNorMore() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            assertThatThrownBy(() -> fixture.store("alice", "Mail", "account", "is on mx2", "password: hunter22"))
                    .isInstanceOfSatisfying(CaxtonException.class, e -> {
                        assertThat(e.type()).isEqualTo(ProblemType.SECRET_REFUSED);
                        assertThat(e.problem().detail())
                                .contains("observations[1]")
                                .doesNotContain("hunter22");
                    });
            assertThat(fixture.count("entities")).isZero();
        }
    }

    @Test
    void remembersHowLongQueriesTookAndWhatFailed() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store("alice", "Ship", "ship", "lies at the harbour");
            names(fixture, "harbour");

            MemoryDiagnosis diagnosis = fixture.memory.upkeep().diagnose();

            assertThat(diagnosis.queries())
                    .extracting(MemoryDiagnosis.QueryKind::queryType)
                    .contains("semantic_search", "store");
            assertThat(fixture.memory.upkeep().timings(null, Duration.ZERO))
                    .extracting(MemoryTiming::detail)
                    .noneMatch(detail -> detail.contains("harbour"));
            assertThat(fixture.memory.upkeep().capacity(80).warning()).isFalse();
        }
    }

    @Test
    void saysWhatThePartsTake() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store("alice", "Ship", "ship", "lies at the harbour");

            assertThat(fixture.memory.upkeep().usage().components())
                    .extracting(MemoryUsage.Component::component, MemoryUsage.Component::usageBytes)
                    .contains(
                            tuple("entity store", fixture.database.sizeBytes()),
                            tuple("vector index", fixture.index.vectors().bytes()))
                    .noneMatch(
                            part -> part.toList().contains(0L) && part.toList().contains("vector index"));
        }
    }

    private static java.util.List<String> names(MemoryFixture fixture, String query) {
        return fixture.memory.search(new MemoryQuery("alice", query, null, Set.of(), 5, null, false)).results().stream()
                .map(hit -> hit.entityName())
                .toList();
    }

    private static CleanupRequest request(boolean aggressive, boolean dryRun) {
        return new CleanupRequest(true, aggressive, null, false, dryRun);
    }

    /** Two entities of which one loses its row, so that two observations and three vectors are left over. */
    private String orphans() {
        String lost;
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            fixture.store("alice", "Kept", "ship", "lies at the pier");
            lost = fixture.store("alice", "Lost", "ship", "lies at the harbour", "is blue")
                    .entityId();
        }
        try (VectorRows rows = new VectorRows(directory, "words", WordEmbedder.DIMENSIONS).loaded()) {
            rows.change(tx -> {
                tx.query("select rid from entities where entity_id = ?", result -> result.getLong(1), lost)
                        .forEach(rid -> tx.delete(MemorySchema.ENTITIES, rid));
                return "";
            });
        }
        return lost;
    }
}
