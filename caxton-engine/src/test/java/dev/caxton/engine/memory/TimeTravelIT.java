package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static dev.caxton.engine.memory.MemoryFixture.names;
import static dev.caxton.engine.memory.MemoryFixture.relation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityHistory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.EntityUpdate;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationUpdate;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.memory.TimeView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was true when, and what was believed when. */
class TimeTravelIT {

    private static final Instant IN_2020 = Instant.parse("2020-06-01T00:00:00Z");
    private static final Instant IN_2022 = Instant.parse("2022-06-01T00:00:00Z");

    @TempDir
    Path directory;

    private MemoryFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory, WordEmbedder.loaded());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private StoredEntity store(String text, Instant from, Instant to) {
        return fixture.memory.createEntity(
                new NewEntity(ALICE, "Rosa", "person", List.of(text), null, Map.of(), from, to, 0.5, "letter"));
    }

    private List<String> texts(TimeView time) {
        return fixture.memory.entity(new EntityQuery(ALICE, "Rosa", time)).observations().stream()
                .map(Observation::content)
                .toList();
    }

    /** A moment after everything so far and before everything to come. */
    private static Instant tick() throws InterruptedException {
        Instant now = Instant.now();
        while (Instant.now().toEpochMilli() <= now.toEpochMilli() + 1) {
            Thread.onSpinWait();
        }
        Instant between = Instant.now();
        while (Instant.now().toEpochMilli() <= between.toEpochMilli() + 1) {
            Thread.onSpinWait();
        }
        return between;
    }

    @Test
    void tellsWhatIsTrueAtATime() {
        store("lives in Porto", IN_2020, IN_2022);
        store("lives in Lisbon", IN_2022, null);

        assertThat(texts(TimeView.current())).containsExactly("lives in Lisbon");
        assertThat(texts(TimeView.at(Instant.parse("2021-01-01T00:00:00Z")))).containsExactly("lives in Porto");
        assertThat(texts(TimeView.at(Instant.parse("2019-01-01T00:00:00Z")))).isEmpty();
        assertThat(texts(TimeView.all())).containsExactly("lives in Porto", "lives in Lisbon");
        assertThat(texts(TimeView.between(IN_2020, IN_2022))).hasSize(2);
    }

    @Test
    void searchesWhatIsTrueNowUnlessAskedForAnotherTime() {
        store("lives in Porto", IN_2020, IN_2022);
        store("lives in Lisbon", IN_2022, null);
        for (SearchMode mode : SearchMode.values()) {
            MemoryQuery now = MemoryQuery.of(ALICE, "lives in Porto").withMode(mode);
            MemoryQuery then = now.withTime(TimeView.at(Instant.parse("2021-01-01T00:00:00Z")));

            assertThat(fixture.memory.search(now).results().getFirst().matched())
                    .as(mode.wireName())
                    .isEqualTo("lives in Lisbon");
            assertThat(fixture.memory.search(then).results().getFirst().matched())
                    .as(mode.wireName())
                    .isEqualTo("lives in Porto");
            assertThat(fixture.memory.search(then).results().getFirst().observations())
                    .containsExactly("lives in Porto");
        }
    }

    @Test
    void tellsWhatWasBelievedBeforeACorrection() throws InterruptedException {
        StoredEntity stored = store("lives in Porto", IN_2020, null);
        Observation wrong =
                fixture.memory.entity(stored.entityId()).observations().getFirst();
        Instant before = tick();

        Observation right = fixture.memory.updateObservation(
                new ObservationUpdate(ALICE, wrong.observationId(), "lives in Lisbon", 0.9, null, null));

        assertThat(right.replaces()).isEqualTo(wrong.observationId());
        assertThat(right.validFrom()).isEqualTo(IN_2020);
        assertThat(right.confidence()).isEqualTo(0.9);
        assertThat(right.author()).isEqualTo(ALICE);
        assertThat(texts(TimeView.current())).containsExactly("lives in Lisbon");
        assertThat(texts(TimeView.current().asOf(before))).containsExactly("lives in Porto");
        assertThat(texts(TimeView.at(IN_2022).asOf(before))).containsExactly("lives in Porto");
        for (SearchMode mode : SearchMode.values()) {
            MemoryQuery query = MemoryQuery.of(ALICE, "lives in Porto").withMode(mode);
            assertThat(fixture.memory.search(query).results().getFirst().matched())
                    .as(mode.wireName())
                    .isEqualTo("lives in Lisbon");
            assertThat(fixture.memory
                            .search(query.withTime(TimeView.current().asOf(before)))
                            .results()
                            .getFirst()
                            .matched())
                    .as(mode.wireName())
                    .isEqualTo("lives in Porto");
        }
        assertThat(fixture.database.verifyRows()).isEmpty();
    }

    @Test
    void keepsEveryVersionOfAnEntity() throws InterruptedException {
        StoredEntity stored = store("lives in Porto", IN_2020, null);
        Instant before = tick();
        fixture.memory.updateEntity(new EntityUpdate(ALICE, stored.entityId(), Map.of("mood", "good"), null, null, 1L));
        fixture.memory.updateEntity(new EntityUpdate(ALICE, stored.entityId(), null, IN_2022, null, null));

        EntityHistory history = fixture.memory.history(new EntityQuery(ALICE, "Rosa", TimeView.all()));
        Entity old = fixture.memory.entity(
                new EntityQuery(ALICE, stored.entityId(), TimeView.all().asOf(before)));

        assertThat(history.versions())
                .extracting(EntityHistory.Version::version)
                .containsExactly(1L, 2L, 3L);
        assertThat(history.versions().get(1).metadata()).containsEntry("mood", "good");
        assertThat(history.versions().get(2).validFrom()).isEqualTo(IN_2022);
        assertThat(history.versions().get(2).supersededAt()).isNull();
        assertThat(old.version()).isEqualTo(1);
        assertThat(old.metadata()).isEmpty();
        assertThat(old.validFrom()).isEqualTo(IN_2020);
        assertThat(refusal(() -> fixture.memory.updateEntity(
                        new EntityUpdate(ALICE, stored.entityId(), Map.of(), null, null, 1L))))
                .isEqualTo(ProblemType.ENTITY_CONFLICT);
        assertThat(refusal(() -> fixture.memory.entity(
                        new EntityQuery(ALICE, stored.entityId(), TimeView.all().asOf(IN_2020)))))
                .isEqualTo(ProblemType.ENTITY_NOT_FOUND);
    }

    @Test
    void replacesAndRetractsRelations() {
        store("lives in Porto", IN_2020, null);
        Relation first = fixture.memory.createRelation(
                new NewRelation(ALICE, "Rosa", "Rosa", "knows", 0.2, null, null, Map.of(), IN_2020, null, true));
        Relation second = fixture.memory.updateRelation(
                new RelationUpdate(ALICE, first.relationId(), 0.8, null, Map.of("since", "school"), null, IN_2022));

        assertThat(second.replaces()).isEqualTo(first.relationId());
        assertThat(second.strength()).isEqualTo(0.8);
        assertThat(second.validTo()).isEqualTo(IN_2022);
        assertThat(refusal(() -> fixture.memory.retractRelation(ALICE, first.relationId())))
                .isEqualTo(ProblemType.ENTITY_CONFLICT);
        assertThat(fixture.memory.retractRelation(ALICE, second.relationId()).retractedAt())
                .isNotNull();
        assertThat(fixture.memory
                        .createRelation(relation(ALICE, "Rosa", "knows", "Rosa"))
                        .validTo())
                .isNull();
        assertThat(fixture.memory
                        .history(new EntityQuery(ALICE, "Rosa", TimeView.all()))
                        .relations())
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void refusesChangesThatMakeNoSense() {
        StoredEntity stored = store("lives in Porto", IN_2020, IN_2022);
        fixture.memory.addObservations(
                new NewObservations(ALICE, stored.entityId(), List.of("likes tea"), null, null, null, null));
        String porto = fixture.memory
                .entity(stored.entityId())
                .observations()
                .getFirst()
                .observationId();

        assertThat(refusal(() -> store("x", IN_2022, IN_2020))).isEqualTo(ProblemType.INVALID_ARGUMENT);
        assertThat(refusal(() -> store("x", Instant.MIN, null))).isEqualTo(ProblemType.INVALID_ARGUMENT);
        assertThat(refusal(() -> fixture.memory.updateObservation(
                        new ObservationUpdate(ALICE, porto, null, null, Instant.parse("2023-01-01T00:00:00Z"), null))))
                .isEqualTo(ProblemType.INVALID_ARGUMENT);
        assertThat(refusal(() -> fixture.memory.updateObservation(
                        new ObservationUpdate(ALICE, porto, "likes tea", null, null, null))))
                .isEqualTo(ProblemType.ENTITY_CONFLICT);
        fixture.memory.retractObservation(ALICE, porto);
        assertThat(refusal(() -> fixture.memory.retractObservation(ALICE, porto)))
                .isEqualTo(ProblemType.ENTITY_CONFLICT);
    }

    @Test
    void hidesEverythingOfAnAgentFromAnother() {
        StoredEntity stored = store("lives in Porto", IN_2020, null);
        String observation = fixture.memory
                .entity(stored.entityId())
                .observations()
                .getFirst()
                .observationId();
        String relation = fixture.memory
                .createRelation(relation(ALICE, "Rosa", "is", "Rosa"))
                .relationId();
        EntityQuery byBob = new EntityQuery(BOB, stored.entityId(), TimeView.all());

        for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                () -> fixture.memory.entity(byBob),
                () -> fixture.memory.history(byBob),
                () -> fixture.memory.updateEntity(new EntityUpdate(BOB, stored.entityId(), Map.of(), null, null, null)),
                () -> fixture.memory.addObservations(
                        new NewObservations(BOB, stored.entityId(), List.of("x"), null, null, null, null)),
                () -> fixture.memory.updateObservation(new ObservationUpdate(BOB, observation, "x", null, null, null)),
                () -> fixture.memory.retractObservation(BOB, observation),
                () -> fixture.memory.updateRelation(new RelationUpdate(BOB, relation, 1.0, null, null, null, null)),
                () -> fixture.memory.retractRelation(BOB, relation),
                () -> fixture.memory.deleteEntity(BOB, stored.entityId()))) {
            assertThat(refusal(attempt)).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        }
        assertThat(names(fixture.memory.search(
                        MemoryQuery.of(BOB, "Porto").withTime(TimeView.all().asOf(Instant.now())))))
                .isEmpty();
    }

    private static ProblemType refusal(ThrowingCallable attempt) {
        return catchThrowableOfType(CaxtonException.class, attempt).type();
    }
}
