package dev.caxton.api;

import static dev.caxton.api.CaxtonFixture.ref;
import static dev.caxton.api.CaxtonFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.ClearReport;
import dev.caxton.api.memory.ConfiguredMemory;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.EntitySummary;
import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MemoryConfiguration;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryConfigurationChange.PerformanceChange;
import dev.caxton.api.memory.MemoryConfigurationChange.RetentionChange;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStats;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.api.memory.Neighbourhood;
import dev.caxton.api.memory.NewEntities;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.OrphanCheck;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.StoredEntities;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.memory.TimeView;
import dev.caxton.api.memory.TransferFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Memory: how entities, observations and relations are stored, walked and cleared. */
interface MemoryContract extends CaxtonFixture {

    @Test
    default void newEntityIsStoredWithItsObservations() {
        String agent = deploy("store").id().toString();

        StoredEntity stored = caxton().memory()
                .createEntity(new NewEntity(
                        "contract-store",
                        "Ada",
                        "person",
                        List.of("writes programs", "lives in London"),
                        null,
                        Map.of("rank", 1)));

        assertThat(stored.created()).isTrue();
        assertThat(stored.entityId()).startsWith("ent_");
        assertThat(stored.observationCount()).isEqualTo(2);
        assertThat(stored.memoryScope()).isEqualTo(MemoryScope.AGENT);
        Entity entity = caxton().memory().entity(stored.entityId());
        assertThat(entity.entityName()).isEqualTo("Ada");
        assertThat(entity.entityType()).isEqualTo("person");
        assertThat(entity.agentId()).isEqualTo(agent);
        assertThat(entity.metadata()).containsEntry("rank", 1);
        assertThat(entity.observations())
                .extracting(Observation::content)
                .containsExactly("writes programs", "lives in London");
        assertThat(entity.observations()).extracting(Observation::observationId).allMatch(id -> id.startsWith("obs_"));
    }

    @Test
    default void entitiesAreStoredTogetherAndTheBadOnesTold() {
        deploy("batch");
        entity("contract-batch", "Ada", "writes programs");
        NewEntities batch = new NewEntities(
                "contract-batch",
                null,
                List.of(
                        new NewEntity(null, "Ada", "person", List.of("likes poetry"), null, Map.of()),
                        new NewEntity(null, "Bob", "person", List.of("reads programs"), null, Map.of()),
                        new NewEntity(null, "Ada", "language", List.of("has packages"), null, Map.of()),
                        new NewEntity(null, " ", "person", List.of(), null, Map.of()),
                        new NewEntity(null, "Eve", "person", List.of("password: hunter22"), null, Map.of())));

        StoredEntities stored = caxton().memory().createEntities(batch, "contract-batch-1");

        assertThat(stored.entitiesCreated()).isEqualTo(1);
        assertThat(stored.entitiesUpdated()).isEqualTo(1);
        assertThat(stored.failedEntities()).isEqualTo(3);
        assertThat(stored.results()).extracting(StoredEntities.Result::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(stored.results().subList(2, 5))
                .extracting(StoredEntities.Result::error)
                .doesNotContainNull()
                .extracting(StoredEntities.Fault::code)
                .containsExactly("ENTITY_CONFLICT", "INVALID_ARGUMENT", "SECRET_REFUSED");
        StoredEntity bob = stored.results().get(1).stored();
        assertThat(bob).isNotNull();
        assertThat(caxton().memory().entity(bob.entityId()).observations())
                .extracting(Observation::content)
                .containsExactly("reads programs");
        StoredEntities again = caxton().memory().createEntities(batch, "contract-batch-1");
        assertThat(again.batchId()).isEqualTo(stored.batchId());
        assertThat(again.results()).isEqualTo(stored.results());
        refused(
                ConflictException.class,
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                () -> caxton().memory()
                        .createEntities(
                                new NewEntities(
                                        "contract-batch", null, batch.entities().subList(0, 1)),
                                "contract-batch-1"));
    }

    @Test
    default void batchWithNothingToStoreIsAnsweredAndAnEmptyOneRefused() {
        deploy("batches");
        NewEntity nameless = new NewEntity(null, "", "person", List.of(), null, Map.of());

        StoredEntities none =
                caxton().memory().createEntities(new NewEntities("contract-batches", null, List.of(nameless)));

        assertThat(none.failedEntities()).isEqualTo(1);
        assertThat(none.results().getFirst().stored()).isNull();
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().memory()
                        .createEntities(new NewEntities(
                                "contract-nobody",
                                null,
                                List.of(new NewEntity(null, "Ada", "person", List.of(), null, Map.of())))));
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().memory().createEntities(NewEntities.of(List.of())));
    }

    @Test
    default void answerSaysWhereATextIsLongerThanTheModelReads() {
        deploy("long");
        String longText = "The committee met again and could not agree on anything. ".repeat(60);

        assertThat(entity("contract-long", "Short", "is short").truncated()).isFalse();
        assertThat(entity("contract-long", "Long", longText).truncated()).isTrue();
        assertThat(caxton().memory()
                        .search(MemoryQuery.of("contract-long", longText))
                        .truncated())
                .isTrue();
        assertThat(caxton().memory()
                        .search(MemoryQuery.of("contract-long", "committee"))
                        .truncated())
                .isFalse();

        Observation read = caxton().memory()
                .entity(new EntityQuery("contract-long", "Short", TimeView.all()))
                .observations()
                .getFirst();
        Observation longer = replaced(read, longText);
        assertThat(read.truncated()).isNull();
        assertThat(longer.truncated()).isTrue();
        assertThat(replaced(longer, "is short again").truncated()).isFalse();
    }

    private Observation replaced(Observation before, String content) {
        return caxton().memory()
                .updateObservation(
                        new ObservationUpdate("contract-long", before.observationId(), content, null, null, null));
    }

    @Test
    default void configurationIsChangedAtOnce() {
        MemoryConfiguration before = caxton().memory().configuration();
        RetentionChange change = new RetentionChange(
                123_456L, null, Duration.ofMinutes(90), null, Duration.ofDays(400), Duration.ofDays(90), 0.25, true);

        ConfiguredMemory configured = caxton().memory().configure(MemoryConfigurationChange.of(change));

        assertThat(configured.updated()).isTrue();
        assertThat(configured.restartRequired()).isFalse();
        assertThat(configured.changes())
                .extracting(ConfiguredMemory.Change::setting)
                .containsExactly(
                        "retention_policy.max_entities",
                        "retention_policy.cleanup_interval",
                        "retention_policy.retention",
                        "retention_policy.decay_half_life",
                        "retention_policy.min_confidence",
                        "retention_policy.decay_by_use");
        assertThat(configured.configuration().retentionPolicy().cleanupInterval())
                .isEqualTo(Duration.ofMinutes(90));
        assertThat(configured.configuration().retentionPolicy().retention()).isEqualTo(Duration.ofDays(400));
        assertThat(configured.configuration().retentionPolicy().decayHalfLife()).isEqualTo(Duration.ofDays(90));
        assertThat(configured.configuration().retentionPolicy().minConfidence()).isEqualTo(0.25);
        assertThat(configured.configuration().retentionPolicy().decayByUse()).isTrue();
        assertThat(caxton().memory().configuration().changed())
                .containsExactly(
                        "max_entities",
                        "cleanup_interval",
                        "retention",
                        "decay_half_life",
                        "min_confidence",
                        "decay_by_use");
        assertThat(caxton().memory().upkeep().capacity(80).limits().getFirst().limit())
                .isEqualTo(123_456);

        caxton().memory()
                .configure(MemoryConfigurationChange.of(new RetentionChange(
                        before.retentionPolicy().maxEntities(),
                        null,
                        before.retentionPolicy().cleanupInterval(),
                        null,
                        before.retentionPolicy().retention(),
                        before.retentionPolicy().decayHalfLife(),
                        before.retentionPolicy().minConfidence(),
                        before.retentionPolicy().decayByUse())));

        assertThat(caxton().memory().configuration()).isEqualTo(before);
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().memory()
                        .configure(MemoryConfigurationChange.of(new RetentionChange(0L, null, null, null))));
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().memory()
                        .configure(new MemoryConfigurationChange(
                                null, new PerformanceChange(null, "another-model", null, null, null))));
    }

    @Test
    default void orphanedRelationsAreCountedOnceAnHour() {
        OrphanCheck check = caxton().memory().upkeep().orphans();

        assertThat(check.orphanedRelations()).isZero();
        assertThat(check.nextCheck()).isEqualTo(check.lastCheck().plus(Duration.ofHours(1)));
        assertThat(caxton().memory().upkeep().orphans()).isEqualTo(check);
    }

    @Test
    default void importsLeaveOutSecretsAndTellTheirLines() throws IOException {
        deploy("secrets");
        byte[] file = """
            {"type":"entity","name":"Ada","entityType":"person","observations":["met Babbage","password: hunter22"]}
            {"type":"entity","name":"Bob","entityType":"person","observations":["is called Bob"]}
            {"type":"relation","from":"Bob","to":"Bob","relationType":"knows","metadata":{"api_key":"abcd1234efgh5678"}}
            """.getBytes(StandardCharsets.UTF_8);
        ImportRequest strict =
                new ImportRequest("contract-secrets", null, MergeStrategy.UPDATE_EXISTING, false, false, null);
        ImportRequest tolerant =
                new ImportRequest("contract-secrets", null, MergeStrategy.UPDATE_EXISTING, true, false, null);

        ImportReport refused = caxton().memory().importFrom(strict, new ByteArrayInputStream(file));
        ImportReport report = caxton().memory().importFrom(tolerant, new ByteArrayInputStream(file));

        assertThat(refused.complete()).isFalse();
        assertThat(refused.entitiesImported()).isZero();
        assertThat(report.complete()).isTrue();
        assertThat(report.entitiesImported()).isEqualTo(1);
        assertThat(report.problems())
                .extracting(problem -> problem.line() + problem.path())
                .containsExactly("1$.observations[1]", "3$.metadata");
        assertThat(report.problems().toString()).doesNotContain("hunter22", "abcd1234");
    }

    @Test
    default void entityOfTheSameNameIsExtended() {
        deploy("extend");
        StoredEntity first = entity("contract-extend", "Ada", "writes programs");

        StoredEntity second = entity("contract-extend", "Ada", "likes poetry");

        assertThat(second.created()).isFalse();
        assertThat(second.entityId()).isEqualTo(first.entityId());
        assertThat(second.observationCount()).isEqualTo(2);
        assertThat(second.version()).isGreaterThan(first.version());
    }

    @Test
    default void entityOfTheSameNameAndAnotherTypeIsRefused() {
        deploy("type");
        entity("contract-type", "Ada", "writes programs");

        refused(
                ConflictException.class,
                ProblemType.ENTITY_CONFLICT,
                () -> caxton().memory()
                        .createEntity(new NewEntity("contract-type", "Ada", "language", List.of(), null, Map.of())));
    }

    @Test
    default void observationsAreAdded() {
        deploy("add");
        StoredEntity stored = entity("contract-add", "Ada", "writes programs");

        StoredEntity extended = caxton().memory().addObservations(stored.entityId(), List.of("likes poetry"));

        assertThat(extended.observationCount()).isEqualTo(2);
        assertThat(caxton().memory().entity(stored.entityId()).observations())
                .extracting(Observation::content)
                .containsExactly("writes programs", "likes poetry");
    }

    @Test
    default void entitiesOfAnAgentAreListedPageByPage() {
        deploy("list");
        deploy("listless");
        List<String> stored = List.of("Ada", "Bob", "Cid").stream()
                .map(name -> entity("contract-list", name, "is called " + name).entityId())
                .toList();
        entity("contract-listless", "Dot", "is of another agent");

        Page<EntitySummary> first = caxton().memory().entities(ref("contract-list"), null, new PageRequest(2, null));
        Page<EntitySummary> second =
                caxton().memory().entities(ref("contract-list"), null, new PageRequest(2, first.nextCursor()));

        assertThat(first.total()).isEqualTo(3);
        assertThat(second.nextCursor()).isNull();
        assertThat(Stream.concat(first.items().stream(), second.items().stream()))
                .extracting(EntitySummary::entityId)
                .containsExactlyElementsOf(stored);
        assertThat(first.items().getFirst().entityName()).isEqualTo("Ada");
        assertThat(first.items().getFirst().observationCount()).isEqualTo(1);
        assertThat(caxton().memory()
                        .entities(ref("contract-list"), MemoryScope.WORKSPACE, PageRequest.first())
                        .items())
                .extracting(EntitySummary::entityId)
                .doesNotContainAnyElementsOf(stored);
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().memory().entities(ref("contract-nobody"), null, PageRequest.first()));
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().memory().entities(ref("contract-list"), null, new PageRequest(2, "x")));
    }

    @Test
    default void deletedEntityIsGoneWithItsRelations() {
        deploy("delete");
        StoredEntity ada = entity("contract-delete", "Ada", "writes programs");
        entity("contract-delete", "Bob", "reads programs");
        relate("contract-delete", "Ada", "Bob", "knows");

        caxton().memory().deleteEntity(ada.entityId());

        refused(
                NotFoundException.class,
                ProblemType.ENTITY_NOT_FOUND,
                () -> caxton().memory().entity(ada.entityId()));
        refused(
                NotFoundException.class,
                ProblemType.ENTITY_NOT_FOUND,
                () -> caxton().memory().deleteEntity(ada.entityId()));
        assertThat(walk("contract-delete", "Bob", 3).graph().edges()).isEmpty();
    }

    @Test
    default void memoryOfAnUnknownAgentIsNotFound() {
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> entity("contract-nobody", "Ada", "writes programs"));
        refused(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton().memory().clear(ref("contract-nobody"), null, Set.of()));
    }

    @Test
    default void impossibleEntityIsRefused() {
        deploy("impossible");

        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> entity("contract-impossible", " ", "has no name"));
        refused(
                LimitExceededException.class,
                ProblemType.TOO_LARGE,
                () -> entity("contract-impossible", "Ada", "x".repeat(1_100_000)));
    }

    @Test
    default void relationIsStoredWithItsDefaults() {
        deploy("relation");
        StoredEntity ada = entity("contract-relation", "Ada", "writes programs");
        StoredEntity bob = entity("contract-relation", "Bob", "reads programs");

        Relation relation = relate("contract-relation", "Ada", bob.entityId(), "knows");

        assertThat(relation.relationId()).startsWith("rel_");
        assertThat(relation.fromEntity()).isEqualTo(ada.entityId());
        assertThat(relation.toEntity()).isEqualTo(bob.entityId());
        assertThat(relation.strength()).isEqualTo(0.5);
        assertThat(relation.confidence()).isEqualTo(1.0);
    }

    @Test
    default void repeatedDanglingAndImpossibleRelationsAreRefused() {
        deploy("relations");
        entity("contract-relations", "Ada", "writes programs");
        entity("contract-relations", "Bob", "reads programs");
        relate("contract-relations", "Ada", "Bob", "knows");

        refused(
                ConflictException.class,
                ProblemType.ENTITY_CONFLICT,
                () -> relate("contract-relations", "Ada", "Bob", "knows"));
        refused(
                NotFoundException.class,
                ProblemType.ENTITY_NOT_FOUND,
                () -> relate("contract-relations", "Ada", "Nobody", "knows"));
        refused(
                InvalidRequestException.class,
                ProblemType.INVALID_ARGUMENT,
                () -> caxton().memory()
                        .createRelation(new NewRelation(
                                "contract-relations", "Bob", "Ada", "knows", 1.5, null, null, Map.of())));
    }

    @Test
    default void walkFollowsRelationsBothWaysUpToItsDepth() {
        deploy("walk");
        for (String name : List.of("Ada", "Bob", "Cid", "Dan")) {
            entity("contract-walk", name, "is called " + name);
        }
        relate("contract-walk", "Ada", "Bob", "knows");
        relate("contract-walk", "Cid", "Bob", "knows");
        relate("contract-walk", "Cid", "Dan", "employs");

        MemoryGraph two = walk("contract-walk", "Ada", 2);

        assertThat(two.graph().nodes()).extracting(MemoryGraph.Node::entityName).containsExactly("Ada", "Bob", "Cid");
        assertThat(two.graph().nodes()).extracting(MemoryGraph.Node::depth).containsExactly(0, 1, 2);
        assertThat(two.graph().nodes().getFirst().entityId()).isEqualTo(two.rootEntity());
        assertThat(two.graph().nodes().getFirst().observations()).containsExactly("is called Ada");
        assertThat(two.graph().edges()).hasSize(2);
        assertThat(two.traversalStats().maxDepth()).isEqualTo(2);
        assertThat(two.traversalStats().nodesFound()).isEqualTo(3);
        assertThat(two.traversalStats().edgesFound()).isEqualTo(2);
        assertThat(walk("contract-walk", "Ada", 3).graph().nodes()).hasSize(4);
    }

    @Test
    default void walkFollowsOnlyWhatWasAskedFor() {
        deploy("select");
        for (String name : List.of("Ada", "Bob", "Cid")) {
            entity("contract-select", name, "is called " + name);
        }
        relate("contract-select", "Ada", "Bob", "knows");
        relate("contract-select", "Ada", "Cid", "employs");

        MemoryGraph knows =
                caxton().memory().graph(new GraphQuery("contract-select", "Ada", null, 3, Set.of("knows"), 0, false));
        MemoryGraph strong =
                caxton().memory().graph(new GraphQuery("contract-select", "Ada", null, 3, Set.of(), 0.9, true));

        assertThat(knows.graph().nodes())
                .extracting(MemoryGraph.Node::entityName)
                .containsExactly("Ada", "Bob");
        assertThat(knows.graph().nodes())
                .allSatisfy(node -> assertThat(node.observations()).isEmpty());
        assertThat(strong.graph().nodes())
                .extracting(MemoryGraph.Node::entityName)
                .containsExactly("Ada");
    }

    @Test
    default void pathAndSummaryTellHowEntitiesHangTogether() {
        deploy("path");
        for (String name : List.of("Ada", "Bob", "Cid", "Dan")) {
            entity("contract-path", name, "is called " + name);
        }
        relate("contract-path", "Ada", "Bob", "knows");
        relate("contract-path", "Cid", "Bob", "knows");

        MemoryPath path = caxton().memory().path(PathQuery.of("contract-path", "Ada", "Cid"));
        Neighbourhood around = caxton().memory().neighbourhood(GraphQuery.of("contract-path", "Ada"));

        assertThat(path.found()).isTrue();
        assertThat(path.nodes()).extracting(MemoryGraph.Node::entityName).containsExactly("Ada", "Bob", "Cid");
        assertThat(path.edges()).hasSize(2);
        assertThat(caxton().memory()
                        .path(PathQuery.of("contract-path", "Ada", "Dan"))
                        .found())
                .isFalse();
        assertThat(around.nodesByDepth()).containsExactly(1, 1, 1);
        assertThat(around.edgesByType()).containsExactly(Map.entry("knows", 2));
        refused(
                NotFoundException.class,
                ProblemType.ENTITY_NOT_FOUND,
                () -> caxton().memory().path(PathQuery.of("contract-path", "Ada", "nobody")));
    }

    @Test
    default void whatIsExportedCanBeImported() throws IOException {
        deploy("out");
        deploy("in");
        entity("contract-out", "Ada", "met Babbage 😀");
        entity("contract-out", "Bob", "is called Bob");
        relate("contract-out", "Ada", "Bob", "knows");
        for (TransferFormat format : TransferFormat.values()) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            caxton().memory()
                    .exportTo(new ExportQuery("contract-out", MemoryScope.AGENT, format, false, true, null), file);
            ImportRequest request = new ImportRequest(
                    "contract-in", MemoryScope.AGENT, MergeStrategy.UPDATE_EXISTING, false, false, null);

            ImportReport report = caxton().memory().importFrom(request, new ByteArrayInputStream(file.toByteArray()));

            assertThat(report.problems()).isEmpty();
            assertThat(report.recordsRead()).isEqualTo(3);
            assertThat(walk("contract-in", "Ada", 1).graph().nodes())
                    .extracting(MemoryGraph.Node::entityName)
                    .containsExactly("Ada", "Bob");
            caxton().memory().clear(ref("contract-in"), null, Set.of());
        }
        ImportReport bad = caxton().memory()
                .importFrom(ImportRequest.usual(), new ByteArrayInputStream("oops".getBytes(StandardCharsets.UTF_8)));
        assertThat(bad.complete()).isFalse();
        assertThat(bad.problems()).hasSize(1);
    }

    /** Names that are not easily written in a path; a server that cannot take one leaves it out, and its page says so. */
    default List<String> oddNames() {
        return List.of("AC/DC", "50 % & more?", "Ünïcödé 漢字", "a+b#c", "...");
    }

    @Test
    default void walkStartsAtAnyNameAnEntityMayHave() {
        deploy("names");

        assertThat(oddNames()).allSatisfy(name -> {
            entity("contract-names", name, "has an odd name");
            assertThat(walk("contract-names", name, 1).graph().nodes())
                    .extracting(MemoryGraph.Node::entityName)
                    .containsExactly(name);
        });
    }

    @Test
    default void walkFromAnUnknownEntityIsNotFound() {
        deploy("nowhere");

        refused(NotFoundException.class, ProblemType.ENTITY_NOT_FOUND, () -> walk("contract-nowhere", "Nobody", 3));
    }

    @Test
    default void clearDeletesWhatOneAgentRemembersAndNothingElse() {
        deploy("clear");
        deploy("keep");
        entity("contract-clear", "Ada", "writes programs");
        entity("contract-clear", "Bob", "reads programs");
        relate("contract-clear", "Ada", "Bob", "knows");
        StoredEntity kept = entity("contract-keep", "Ada", "writes programs");

        ClearReport report = caxton().memory().clear(ref("contract-clear"), null, Set.of());

        assertThat(report.entitiesDeleted()).isEqualTo(2);
        assertThat(report.relationsDeleted()).isEqualTo(1);
        assertThat(caxton().memory().entity(kept.entityId()).entityName()).isEqualTo("Ada");
        assertThat(caxton().memory()
                        .clear(ref("contract-clear"), null, Set.of())
                        .entitiesDeleted())
                .isZero();
    }

    @Test
    default void clearOfOneTypeKeepsTheOthers() {
        deploy("clear-type");
        entity("contract-clear-type", "Ada", "writes programs");
        caxton().memory()
                .createEntity(new NewEntity(
                        "contract-clear-type", "London", "city", List.of("lies on the Thames"), null, Map.of()));

        ClearReport report = caxton().memory().clear(ref("contract-clear-type"), null, Set.of("city"));

        assertThat(report.entitiesDeleted()).isEqualTo(1);
        assertThat(walk("contract-clear-type", "Ada", 1).graph().nodes()).hasSize(1);
    }

    @Test
    default void statsAndStatusCountWhatIsStored() {
        deploy("count");
        long before = caxton().memory().status().entities();
        entity("contract-count", "Ada", "writes programs");

        MemoryStatus status = caxton().memory().status();
        MemoryStats all = caxton().memory().stats(null, null);
        MemoryStats own = caxton().memory().stats(ref("contract-count"), MemoryScope.AGENT);

        assertThat(status.sqliteStatus()).isEqualTo("ok");
        assertThat(status.sqliteSizeBytes()).isPositive();
        assertThat(status.entities()).isEqualTo(before + 1);
        assertThat(all.globalStats().totalEntities()).isEqualTo(before + 1);
        assertThat(all.globalStats().embeddingDimensions()).isEqualTo(status.embeddingDimensions());
        assertThat(own.globalStats()).isEqualTo(all.globalStats());
        assertThat(own.scopeBreakdown()).containsExactly(new MemoryStats.ScopeStats(MemoryScope.AGENT, 1, 0, 1));
    }

    @Test
    default void aRepeatedCreationWithItsKeyReturnsTheFirstAnswer() {
        deploy("keyed");
        NewEntity ada = new NewEntity("contract-keyed", "Ada", "person", List.of("writes programs"), null, Map.of());

        StoredEntity first = caxton().memory().createEntity(ada, "contract-key-1");
        caxton().memory().addObservations(first.entityId(), List.of("lives in London"));
        StoredEntity again = caxton().memory().createEntity(ada, "contract-key-1");
        caxton().memory().createEntity(new NewEntity("contract-keyed", "Charles", "person", List.of(), null, Map.of()));
        NewRelation knows = new NewRelation("contract-keyed", "Ada", "Charles", "knows", null, null, null, Map.of());
        Relation once = caxton().memory().createRelation(knows, "contract-key-2");
        Relation twice = caxton().memory().createRelation(knows, "contract-key-2");

        assertThat(again.entityId()).isEqualTo(first.entityId());
        assertThat(again.observationCount()).isEqualTo(1);
        assertThat(twice.relationId()).isEqualTo(once.relationId());
        refused(
                ConflictException.class,
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                () -> caxton().memory()
                        .createEntity(
                                new NewEntity("contract-keyed", "Grace", "person", List.of(), null, Map.of()),
                                "contract-key-1"));
    }

    /** Stores a person with one observation in an agent's own memory. */
    default StoredEntity entity(String agent, String name, String observation) {
        return caxton().memory()
                .createEntity(new NewEntity(agent, name, "person", List.of(observation), null, Map.of()));
    }

    private Relation relate(String agent, String from, String to, String type) {
        return caxton().memory().createRelation(new NewRelation(agent, from, to, type, null, null, null, Map.of()));
    }

    private MemoryGraph walk(String agent, String entity, int depth) {
        return caxton().memory().graph(new GraphQuery(agent, entity, null, depth, Set.of(), 0, true));
    }
}
