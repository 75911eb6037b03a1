package dev.caxton.embedded;

import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.ClearReport;
import dev.caxton.api.memory.ConfiguredMemory;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityHistory;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.EntitySummary;
import dev.caxton.api.memory.EntityUpdate;
import dev.caxton.api.memory.ExportQuery;
import dev.caxton.api.memory.ForgetReport;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryConfiguration;
import dev.caxton.api.memory.MemoryConfigurationChange;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStats;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.Neighbourhood;
import dev.caxton.api.memory.NewEntities;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewObservations;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationUpdate;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.StoredEntities;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.ops.ModelState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A memory that remembers only what it was asked. */
final class FakeMemory implements Memory {

    static final String ENTITY = "ent_0190b6f0-0000-7000-8000-00000000000c";

    final List<Object> asked = new CopyOnWriteArrayList<>();
    final List<@Nullable String> keys = new CopyOnWriteArrayList<>();
    volatile String sqliteStatus = "ok";
    private final FakeAgents agents;

    FakeMemory(FakeAgents agents) {
        this.agents = agents;
    }

    @Override
    public StoredEntity createEntity(NewEntity entity) {
        asked.add(entity);
        boolean known = entity.entityName().equals("known");
        return new StoredEntity(
                ENTITY,
                entity.entityName(),
                entity.entityType(),
                entity.observations().size(),
                MemoryScope.AGENT,
                !known,
                FakeAgents.AT,
                FakeAgents.AT,
                true,
                1,
                false);
    }

    @Override
    public StoredEntity createEntity(NewEntity entity, @Nullable String idempotencyKey) {
        keys.add(String.valueOf(idempotencyKey));
        return createEntity(entity);
    }

    @Override
    public StoredEntities createEntities(NewEntities entities, @Nullable String idempotencyKey) {
        keys.add(String.valueOf(idempotencyKey));
        asked.add(entities);
        List<StoredEntities.Result> results = new ArrayList<>();
        for (NewEntity entity : entities.resolved()) {
            boolean bad = entity.entityName().equals("bad");
            results.add(new StoredEntities.Result(
                    results.size(),
                    entity.entityName(),
                    bad ? null : createEntity(entity),
                    bad ? new StoredEntities.Fault("ENTITY_CONFLICT", "is taken", null, List.of()) : null));
        }
        int failed =
                (int) results.stream().filter(result -> result.stored() == null).count();
        return new StoredEntities("bat_1", results.size() - failed, 0, failed, 0.1, results);
    }

    @Override
    public StoredEntity addObservations(NewObservations observations, @Nullable String idempotencyKey) {
        known(observations.entityId());
        asked.add(observations);
        return createEntity(new NewEntity(null, "Ada", "person", observations.observations(), null, Map.of()));
    }

    @Override
    public Entity entity(EntityQuery query) {
        asked.add(query);
        return known(query.entity());
    }

    private static Entity known(String entityId) {
        if (!entityId.equals(ENTITY)) {
            throw FakeCaxton.problem(ProblemType.ENTITY_NOT_FOUND, "No entity has the id " + entityId);
        }
        return new Entity(
                ENTITY,
                "Ada",
                "person",
                List.of(),
                MemoryScope.AGENT,
                FakeAgents.ID.toString(),
                Map.of(),
                FakeAgents.AT,
                FakeAgents.AT,
                1,
                FakeAgents.AT,
                null);
    }

    @Override
    public EntityHistory history(EntityQuery query) {
        asked.add(query);
        known(query.entity());
        return new EntityHistory(ENTITY, "Ada", "person", List.of(), List.of(), List.of());
    }

    @Override
    public Page<EntitySummary> entities(AgentRef agent, @Nullable MemoryScope scope, PageRequest page) {
        asked.add(List.of(agent, String.valueOf(scope), page));
        EntitySummary ada =
                new EntitySummary(ENTITY, "Ada", "person", 1, MemoryScope.AGENT, "id", FakeAgents.AT, FakeAgents.AT, 1);
        return new Page<>(List.of(ada), 2, page.cursor() == null ? "1" : null);
    }

    @Override
    public Entity updateEntity(EntityUpdate update) {
        asked.add(update);
        return known(update.entityId());
    }

    @Override
    public Observation updateObservation(ObservationUpdate update) {
        asked.add(update);
        return new Observation(
                "obs_2",
                String.valueOf(update.content()),
                "api",
                null,
                FakeAgents.AT,
                1,
                FakeAgents.AT,
                null,
                null,
                update.observationId(),
                null);
    }

    @Override
    public Observation retractObservation(@Nullable String agentId, String observationId) {
        asked.add(observationId);
        return new Observation(
                observationId, "x", "api", null, FakeAgents.AT, 1, FakeAgents.AT, null, FakeAgents.AT, null, null);
    }

    @Override
    public Relation updateRelation(RelationUpdate update) {
        asked.add(update);
        return new Relation("rel_2", "a", "b", "knows", 0.5, 1, FakeAgents.AT);
    }

    @Override
    public Relation retractRelation(@Nullable String agentId, String relationId) {
        asked.add(relationId);
        return new Relation(relationId, "a", "b", "knows", 0.5, 1, FakeAgents.AT);
    }

    @Override
    public void deleteEntity(@Nullable String agentId, String entityId) {
        known(entityId);
    }

    @Override
    public ForgetReport forget(@Nullable String agentId, String id) {
        asked.add(id);
        return new ForgetReport(id, 1, 2, 3, 4, true, FakeAgents.AT, List.of());
    }

    @Override
    public Relation createRelation(NewRelation relation, @Nullable String idempotencyKey) {
        asked.add(relation);
        return new Relation(
                "rel_1", relation.fromEntity(), relation.toEntity(), relation.relationType(), 0.5, 1, FakeAgents.AT);
    }

    @Override
    public SearchResult search(MemoryQuery query) {
        asked.add(query);
        return new SearchResult(query.query(), List.of(), 0, 0.1, query.memoryScope(), query.mode(), false);
    }

    @Override
    public MemoryGraph graph(GraphQuery query) {
        asked.add(query);
        return new MemoryGraph(
                ENTITY,
                new MemoryGraph.Graph(List.of(), List.of()),
                new MemoryGraph.TraversalStats(0, 0, 0, 0.1, false, List.of()));
    }

    @Override
    public Neighbourhood neighbourhood(GraphQuery query) {
        asked.add(query);
        return new Neighbourhood(ENTITY, 0, 1, 0, List.of(1), Map.of("person", 1), Map.of(), List.of(), List.of(), 0.1);
    }

    @Override
    public MemoryPath path(PathQuery query) {
        asked.add(query);
        return new MemoryPath(ENTITY, ENTITY, false, 0, List.of(), List.of(), 0.1);
    }

    @Override
    public void exportTo(ExportQuery query, OutputStream target) throws IOException {
        asked.add(query);
        target.write("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ImportReport importFrom(ImportRequest request, InputStream source) throws IOException {
        asked.add(request);
        asked.add(new String(source.readAllBytes(), StandardCharsets.UTF_8));
        boolean complete = request.skipCorrupted();
        return new ImportReport("imp_1", complete, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), 0.1);
    }

    @Override
    public ClearReport clear(AgentRef agent, @Nullable MemoryScope scope, Set<String> entityTypes) {
        agents.require(agent);
        return new ClearReport(3, 2, FakeAgents.AT);
    }

    @Override
    public MemoryStats stats(@Nullable AgentRef agent, @Nullable MemoryScope scope) {
        return new MemoryStats(
                new MemoryStats.GlobalStats(1, 0, 2, 1, 0.1, "all-MiniLM-L6-v2", 384),
                List.of(),
                new MemoryStats.PerformanceMetrics(null, null, null, null, null, null));
    }

    @Override
    public MemoryUpkeep upkeep() {
        return new FakeUpkeep();
    }

    @Override
    public MemoryConfiguration configuration() {
        return new MemoryConfiguration(
                new MemoryConfiguration.RetentionPolicy(
                        100_000, 10_000, Duration.ofHours(1), true, Duration.ZERO, Duration.ZERO, 0, false),
                new MemoryConfiguration.PerformanceSettings(5, "all-MiniLM-L6-v2", 10_000, 0, 100),
                List.of());
    }

    @Override
    public ConfiguredMemory configure(MemoryConfigurationChange change) {
        asked.add(change);
        return new ConfiguredMemory(false, List.of(), false, FakeAgents.AT, configuration());
    }

    @Override
    public MemoryStatus status() {
        return new MemoryStatus(
                sqliteStatus, 4096, "all-MiniLM-L6-v2", ModelState.LOADED, 384, 1, 0, 2, 3, 0, null, null, null, null);
    }
}
