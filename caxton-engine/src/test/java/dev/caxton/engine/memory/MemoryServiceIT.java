package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static dev.caxton.engine.memory.MemoryFixture.entity;
import static dev.caxton.engine.memory.MemoryFixture.names;
import static dev.caxton.engine.memory.MemoryFixture.relation;
import static dev.caxton.engine.memory.MemoryFixture.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.ClearReport;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStats;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.StoredEntity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryServiceIT {

    @TempDir
    Path directory;

    private MemoryFixture fixture;
    private MemoryService memory;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory, WordEmbedder.loaded());
        memory = fixture.memory;
    }

    @AfterEach
    void close() {
        assertThat(fixture.database.verifyRows()).isEmpty();
        fixture.close();
    }

    @Test
    void findsAnEntityAsSoonAsItIsStored() {
        StoredEntity stored =
                fixture.store(ALICE, "Grace Hopper", "person", "wrote the first compiler", "was an admiral");

        SearchResult result = memory.search(MemoryQuery.of(ALICE, "who wrote a compiler"));

        SearchHit hit = result.results().getFirst();
        assertThat(hit.entityId()).isEqualTo(stored.entityId()).startsWith("ent_");
        assertThat(hit.matched()).isEqualTo("wrote the first compiler");
        assertThat(hit.observations()).containsExactly("wrote the first compiler", "was an admiral");
        assertThat(hit.memoryScope()).isEqualTo(MemoryScope.AGENT);
        assertThat(hit.agentId()).isEqualTo("id-alice");
        assertThat(hit.relations()).isNull();
        assertThat(result.totalResults()).isEqualTo(1);
        assertThat(stored.created()).isTrue();
        assertThat(stored.embeddingGenerated()).isTrue();
        assertThat(stored.version()).isEqualTo(1);
    }

    @Test
    void findsAnEntityByItsName() {
        fixture.store(ALICE, "Grace Hopper", "person", "wrote the first compiler");

        SearchHit hit = memory.search(MemoryQuery.of(ALICE, "grace hopper person"))
                .results()
                .getFirst();

        assertThat(hit.matched()).isNull();
        assertThat(hit.similarityScore()).isGreaterThan(0.99);
    }

    @Test
    void keepsAuthorSourceAndTime() {
        StoredEntity stored = memory.createEntity(
                entity(ALICE, "Ada", "person", "met Babbage"), new Provenance(null, "alice", "msg_7"));

        Entity entity = memory.entity(stored.entityId());

        Observation observation = entity.observations().getFirst();
        assertThat(observation.author()).isEqualTo(ALICE);
        assertThat(observation.source()).isEqualTo("msg_7");
        assertThat(observation.observationId()).startsWith("obs_");
        assertThat(observation.createdAt()).isEqualTo(entity.createdAt());
    }

    @Test
    void extendsAnEntityOfTheSameNameAndType() {
        StoredEntity first = memory.createEntity(
                new NewEntity(ALICE, "Ada", "person", List.of("met Babbage"), null, Map.of("a", 1)));

        StoredEntity second = memory.createEntity(new NewEntity(
                ALICE, " Ada ", "person", List.of("met Babbage", "wrote notes", "wrote notes"), null, Map.of("b", 2)));

        assertThat(second.entityId()).isEqualTo(first.entityId());
        assertThat(second.created()).isFalse();
        assertThat(second.observationCount()).isEqualTo(2);
        assertThat(second.version()).isEqualTo(2);
        assertThat(memory.entity(first.entityId()).metadata())
                .containsEntry("a", 1)
                .containsEntry("b", 2);
    }

    @Test
    void changesNothingWhereNothingIsNew() {
        StoredEntity first = fixture.store(ALICE, "Ada", "person", "met Babbage");

        StoredEntity second = fixture.store(ALICE, "Ada", "person", "met Babbage");

        assertThat(second.version()).isEqualTo(1);
        assertThat(second.updatedAt()).isEqualTo(first.updatedAt());
        assertThat(fixture.count("observations")).isEqualTo(1);
        assertThat(fixture.count("embeddings")).isEqualTo(2);
        assertThat(fixture.index.vectors().size()).isEqualTo(2);
    }

    @Test
    void refusesAnotherTypeUnderTheSameName() {
        fixture.store(ALICE, "Mercury", "planet");

        CaxtonException problem = refused(() -> fixture.store(ALICE, "Mercury", "element"));

        assertThat(problem.type()).isEqualTo(ProblemType.ENTITY_CONFLICT);
        assertThat(problem.problem().detail()).contains("planet").contains("element");
    }

    @Test
    void keepsTheSameNameApartInDifferentScopes() {
        StoredEntity own = fixture.store(ALICE, "Mercury", "planet");
        StoredEntity bobs = fixture.store(BOB, "Mercury", "element");
        StoredEntity shared = memory.createEntity(shared(MemoryScope.WORKSPACE, "Mercury", "god"));

        assertThat(Set.of(own.entityId(), bobs.entityId(), shared.entityId())).hasSize(3);
    }

    @Test
    void showsAnAgentItsOwnMemoryAndTheWiderOnesOnly() {
        fixture.store(ALICE, "alices secret", "note", "the code is 1234");
        fixture.store(BOB, "bobs secret", "note", "the code is 9999");
        memory.createEntity(shared(MemoryScope.WORKSPACE, "team note", "note", "the code is shared"));
        memory.createEntity(shared(MemoryScope.GLOBAL, "world note", "note", "the code is public"));

        assertThat(names(memory.search(MemoryQuery.of(ALICE, "the code is"))))
                .containsExactlyInAnyOrder("alices secret", "team note", "world note");
        assertThat(names(memory.search(MemoryQuery.of("id-bob", "the code is"))))
                .containsExactlyInAnyOrder("bobs secret", "team note", "world note");
        assertThat(names(memory.search(new MemoryQuery(null, "the code is", null, Set.of(), 10, null, false))))
                .containsExactlyInAnyOrder("team note", "world note");
        assertThat(names(memory.search(
                        new MemoryQuery(ALICE, "the code is", MemoryScope.AGENT, Set.of(), 10, null, false))))
                .containsExactly("alices secret");
    }

    @Test
    void filtersByTypeAndSimilarityAndLimit() {
        fixture.store(ALICE, "one", "note", "red apples");
        fixture.store(ALICE, "two", "fact", "red apples");
        fixture.store(ALICE, "three", "note", "something else entirely");

        assertThat(names(memory.search(new MemoryQuery(ALICE, "red apples", null, Set.of("note"), 10, 0.9, false))))
                .containsExactly("one");
        assertThat(memory.search(new MemoryQuery(ALICE, "red apples", null, Set.of(), 1, null, false))
                        .results())
                .hasSize(1);
    }

    @Test
    void refusesUnknownAgents() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> fixture.store("nobody", "x", "y"),
                () -> memory.search(MemoryQuery.of("nobody", "x")),
                () -> memory.createRelation(relation("nobody", "x", "knows", "y")),
                () -> memory.clear(AgentRef.of("nobody"), null, Set.of()),
                () -> memory.stats(AgentRef.of("nobody"), null))) {
            assertThat(refused(call).type()).isEqualTo(ProblemType.AGENT_NOT_FOUND);
        }
    }

    @Test
    void refusesAgentScopeWithoutAnAgent() {
        CaxtonException problem = refused(() -> memory.createEntity(entity(null, "x", "y")));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_ARGUMENT);
        assertThat(problem.hint()).contains("workspace");
        assertThat(refused(() ->
                                memory.search(new MemoryQuery(null, "x", MemoryScope.AGENT, Set.of(), 10, null, false)))
                        .type())
                .isEqualTo(ProblemType.INVALID_ARGUMENT);
    }

    @Test
    void answersARetryAsTheFirstTime() {
        NewEntity request = entity(ALICE, "Ada", "person", "met Babbage");
        StoredEntity first = memory.createEntity(request, "key-1");

        StoredEntity again = memory.createEntity(request, "key-1");

        assertThat(again).isEqualTo(first);
        assertThat(fixture.count("entities")).isEqualTo(1);
        assertThat(refused(() -> memory.createEntity(entity(ALICE, "Ada", "person", "other"), "key-1"))
                        .type())
                .isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThat(refused(() -> memory.createEntity(request, " ")).type()).isEqualTo(ProblemType.INVALID_ARGUMENT);
    }

    @Test
    void addsObservationsOnce() {
        StoredEntity stored = fixture.store(ALICE, "Ada", "person", "one");

        StoredEntity extended = memory.addObservations(stored.entityId(), List.of("one", "two", "two"));

        assertThat(extended.observationCount()).isEqualTo(2);
        assertThat(extended.version()).isEqualTo(2);
        assertThat(memory.search(MemoryQuery.of(ALICE, "two"))
                        .results()
                        .getFirst()
                        .matched())
                .isEqualTo("two");
        assertThat(refused(() -> memory.addObservations("ent_0", List.of("x"))).type())
                .isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        assertThat(refused(() -> memory.addObservations(stored.entityId(), List.of()))
                        .type())
                .isEqualTo(ProblemType.INVALID_ARGUMENT);
    }

    @Test
    void deletesAnEntityWithAllThatHangsOnIt() {
        StoredEntity ada = fixture.store(ALICE, "Ada", "person", "met Babbage");
        fixture.store(ALICE, "Babbage", "person");
        memory.createRelation(relation(ALICE, "Ada", "knows", "Babbage"));
        memory.createRelation(relation(ALICE, "Babbage", "knows", "Ada"));

        memory.deleteEntity(ada.entityId());

        assertThat(names(memory.search(MemoryQuery.of(ALICE, "Ada met Babbage"))))
                .containsExactly("Babbage");
        assertThat(fixture.count("relations")).isZero();
        assertThat(fixture.count("observations")).isZero();
        assertThat(fixture.count("embeddings")).isEqualTo(1);
        assertThat(refused(() -> memory.entity(ada.entityId())).type()).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        assertThat(refused(() -> memory.deleteEntity(ada.entityId())).type()).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
    }

    @Test
    void relatesEntitiesOfOneScopeByNameOrId() {
        StoredEntity ada = fixture.store(ALICE, "Ada", "person");
        StoredEntity babbage = fixture.store(ALICE, "Babbage", "person");

        Relation relation = memory.createRelation(relation(ALICE, ada.entityId(), "knows", "Babbage"));

        assertThat(relation.relationId()).startsWith("rel_");
        assertThat(relation.fromEntity()).isEqualTo(ada.entityId());
        assertThat(relation.toEntity()).isEqualTo(babbage.entityId());
        assertThat(relation.strength()).isEqualTo(0.5);
        assertThat(relation.confidence()).isEqualTo(1.0);
        assertThat(memory.search(new MemoryQuery(ALICE, "Ada", null, Set.of(), 1, null, true))
                        .results()
                        .getFirst()
                        .relations())
                .containsExactly(relation);
    }

    @Test
    void refusesTheSameRelationTwiceAndUnknownEnds() {
        fixture.store(ALICE, "Ada", "person");
        fixture.store(ALICE, "Babbage", "person");
        StoredEntity bobs = fixture.store(BOB, "Ada", "person");
        memory.createRelation(relation(ALICE, "Ada", "knows", "Babbage"));

        assertThat(refused(() -> memory.createRelation(relation(ALICE, "Ada", "knows", "Babbage")))
                        .type())
                .isEqualTo(ProblemType.ENTITY_CONFLICT);
        assertThat(refused(() -> memory.createRelation(relation(ALICE, "Ada", "knows", "Nobody")))
                        .type())
                .isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        assertThat(refused(() -> memory.createRelation(relation(ALICE, "Ada", "knows", bobs.entityId())))
                        .type())
                .isEqualTo(ProblemType.ENTITY_NOT_FOUND);
    }

    @Test
    void answersARetriedRelationAsTheFirstTime() {
        fixture.store(ALICE, "Ada", "person");
        Provenance provenance = new Provenance("key-2", "tester", "api");
        Relation first = memory.createRelation(relation(ALICE, "Ada", "knows", "Ada"), provenance);

        assertThat(memory.createRelation(relation(ALICE, "Ada", "knows", "Ada"), provenance))
                .isEqualTo(first);
    }

    @Test
    void clearsAnAgentsMemoryByType() {
        IntStream.range(0, 450)
                .forEach(i -> fixture.store(ALICE, "note " + i, i % 2 == 0 ? "note" : "fact", "text " + i));
        fixture.store(BOB, "note 0", "note");
        memory.createRelation(relation(ALICE, "note 0", "follows", "note 1"));

        ClearReport notes = memory.clear(AgentRef.of(ALICE), null, Set.of("note"));
        ClearReport rest = memory.clear(AgentRef.of(ALICE), MemoryScope.AGENT, Set.of());

        assertThat(notes.entitiesDeleted()).isEqualTo(225);
        assertThat(notes.relationsDeleted()).isEqualTo(1);
        assertThat(rest.entitiesDeleted()).isEqualTo(225);
        assertThat(fixture.count("entities")).isEqualTo(1);
        assertThat(fixture.count("embeddings")).isEqualTo(1);
        assertThat(fixture.index.vectors().size()).isEqualTo(1);
    }

    @Test
    void countsByScope() {
        fixture.store(ALICE, "Ada", "person", "one", "two");
        fixture.store(BOB, "Bert", "person", "three");
        memory.createEntity(shared(MemoryScope.GLOBAL, "World", "place"));
        memory.createRelation(relation(ALICE, "Ada", "is", "Ada"));
        memory.search(MemoryQuery.of(ALICE, "one"));

        MemoryStats all = memory.stats(null, null);
        MemoryStats alices = memory.stats(AgentRef.of(ALICE), MemoryScope.AGENT);

        assertThat(all.globalStats().totalEntities()).isEqualTo(3);
        assertThat(all.globalStats().totalObservations()).isEqualTo(3);
        assertThat(all.globalStats().totalAgents()).isEqualTo(2);
        assertThat(all.scopeBreakdown())
                .containsExactly(
                        new MemoryStats.ScopeStats(MemoryScope.AGENT, 2, 1, 3),
                        new MemoryStats.ScopeStats(MemoryScope.WORKSPACE, 0, 0, 0),
                        new MemoryStats.ScopeStats(MemoryScope.GLOBAL, 1, 0, 0));
        assertThat(alices.scopeBreakdown()).containsExactly(new MemoryStats.ScopeStats(MemoryScope.AGENT, 1, 1, 2));
        assertThat(all.performanceMetrics().avgSearchTimeMs()).isPositive();
        assertThat(all.performanceMetrics().graphTraversalP99Ms()).isNull();
    }

    @Test
    void reportsItsStatusAndMetrics() {
        fixture.store(ALICE, "Ada", "person", "one", "two");
        memory.search(MemoryQuery.of(ALICE, "one"));

        assertThat(memory.status()).satisfies(status -> {
            assertThat(status.sqliteStatus()).isEqualTo("ok");
            assertThat(status.entities()).isEqualTo(1);
            assertThat(status.observations()).isEqualTo(2);
            assertThat(status.vectors()).isEqualTo(3);
            assertThat(status.vectorsMissing()).isZero();
            assertThat(status.searchLatencyP99Ms()).isPositive();
        });
        assertThat(fixture.metrics.scrape())
                .contains("caxton_memory_entities_total 1")
                .contains("caxton_memory_search_queries_total 1")
                .contains("caxton_memory_entities_created_total 1")
                .contains("caxton_memory_search_latency_seconds{");
    }

    private static CaxtonException refused(ThrowingCallable call) {
        return catchThrowableOfType(CaxtonException.class, call);
    }
}
