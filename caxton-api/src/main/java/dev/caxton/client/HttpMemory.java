package dev.caxton.client;

import dev.caxton.api.CaxtonException;
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
import dev.caxton.api.memory.RelationLimits;
import dev.caxton.api.memory.RelationUpdate;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.StoredEntities;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.api.memory.TimeView;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Memory over HTTP. */
final class HttpMemory implements Memory {

    /** A million entities take some minutes; a server that is gone is noticed sooner. */
    private static final Duration LONGEST_IMPORT = Duration.ofHours(12);

    private final Exchange exchange;

    HttpMemory(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public StoredEntity createEntity(NewEntity entity, @Nullable String idempotencyKey) {
        return exchange.request("POST", "memory", "entities")
                .header("Idempotency-Key", idempotencyKey)
                .body(entity)
                .as(StoredEntity.class);
    }

    @Override
    public StoredEntities createEntities(NewEntities entities, @Nullable String idempotencyKey) {
        return exchange.request("POST", "memory", "entities", "batch")
                .header("Idempotency-Key", idempotencyKey)
                .body(entities)
                .as(StoredEntities.class, 422);
    }

    @Override
    public StoredEntity addObservations(NewObservations observations, @Nullable String idempotencyKey) {
        return exchange.request(
                        "POST", "memory", "entities", entity(observations.entityId(), "entity id"), "observations")
                .header("Idempotency-Key", idempotencyKey)
                .body(members(
                        "agent_id", observations.agentId(),
                        "observations", observations.observations(),
                        "valid_from", observations.validFrom(),
                        "valid_to", observations.validTo(),
                        "confidence", observations.confidence(),
                        "source", observations.source()))
                .as(StoredEntity.class);
    }

    @Override
    public Entity entity(EntityQuery query) {
        return time(
                        exchange.request("GET", "memory", "entities", entity(query.entity(), "entity id"))
                                .query("agent_id", query.agentId()),
                        query.time(),
                        TimeView.Filter.ALL)
                .as(Entity.class);
    }

    @Override
    public EntityHistory history(EntityQuery query) {
        return exchange.request("GET", "memory", "entities", entity(query.entity(), "entity id"), "history")
                .query("agent_id", query.agentId())
                .as(EntityHistory.class);
    }

    @Override
    public Entity updateEntity(EntityUpdate update) {
        return exchange.request("PATCH", "memory", "entities", entity(update.entityId(), "entity id"))
                .body(members(
                        "agent_id", update.agentId(),
                        "metadata", update.metadata(),
                        "valid_from", update.validFrom(),
                        "valid_to", update.validTo(),
                        "version", update.version()))
                .as(Entity.class);
    }

    @Override
    public Observation updateObservation(ObservationUpdate update) {
        return exchange.request("PATCH", "memory", "observations", entity(update.observationId(), "observation id"))
                .body(members(
                        "agent_id", update.agentId(),
                        "content", update.content(),
                        "confidence", update.confidence(),
                        "valid_from", update.validFrom(),
                        "valid_to", update.validTo()))
                .as(Observation.class);
    }

    @Override
    public Observation retractObservation(@Nullable String agentId, String observationId) {
        return exchange.request("DELETE", "memory", "observations", entity(observationId, "observation id"))
                .query("agent_id", agentId)
                .as(Observation.class);
    }

    @Override
    public Relation updateRelation(RelationUpdate update) {
        return exchange.request("PATCH", "memory", "relations", entity(update.relationId(), "relation id"))
                .body(members(
                        "agent_id", update.agentId(),
                        "strength", update.strength(),
                        "confidence", update.confidence(),
                        "metadata", update.metadata(),
                        "valid_from", update.validFrom(),
                        "valid_to", update.validTo()))
                .as(Relation.class);
    }

    @Override
    public Relation retractRelation(@Nullable String agentId, String relationId) {
        return exchange.request("DELETE", "memory", "relations", entity(relationId, "relation id"))
                .query("agent_id", agentId)
                .as(Relation.class);
    }

    @Override
    public Page<EntitySummary> entities(AgentRef agent, @Nullable MemoryScope scope, PageRequest page) {
        return exchange.request("GET", "agents", agent.value(), "memory")
                .query("memory_scope", scope)
                .page(page)
                .asPage(EntitySummary.class);
    }

    @Override
    public void deleteEntity(@Nullable String agentId, String entityId) {
        exchange.request("DELETE", "memory", "entities", entity(entityId, "entity id"))
                .query("agent_id", agentId)
                .done();
    }

    @Override
    public ForgetReport forget(@Nullable String agentId, String id) {
        return exchange.request("POST", "memory", "forget")
                .body(members("agent_id", agentId, "id", id, "confirm", true))
                .as(ForgetReport.class);
    }

    @Override
    public Relation createRelation(NewRelation relation, @Nullable String idempotencyKey) {
        return exchange.request("POST", "memory", "relations")
                .header("Idempotency-Key", idempotencyKey)
                .body(relation)
                .as(Relation.class);
    }

    @Override
    public SearchResult search(MemoryQuery query) {
        return time(searching(query), query.time(), TimeView.Filter.CURRENT).as(SearchResult.class);
    }

    private WireRequest searching(MemoryQuery query) {
        return exchange.request("GET", "memory", "search")
                .query("agent_id", query.agentId())
                .query("query", query.query())
                .query("memory_scope", query.memoryScope())
                .query("entity_types", query.entityTypes())
                .query("limit", query.limit())
                .query("min_similarity", query.minSimilarity())
                .query("include_relations", query.includeRelations())
                .query("mode", query.mode() == SearchMode.HYBRID ? null : query.mode())
                .query("semantic_weight", query.semanticWeight())
                .query("authors", query.authors())
                .query("min_confidence", query.minConfidence())
                .query("expand_depth", query.expandDepth() == 0 ? null : query.expandDepth());
    }

    /** Adds the time, where it is another than what the server takes for granted. */
    private static WireRequest time(WireRequest request, TimeView time, TimeView.Filter usual) {
        return request.query("temporal_filter", time.filter() == usual ? null : time.filter())
                .query("start_date", time.from())
                .query("end_date", time.to())
                .query("as_of", time.recorded());
    }

    /** Names and values in turn; what is null is left out. */
    private static Map<String, Object> members(@Nullable Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                members.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return members;
    }

    @Override
    public MemoryGraph graph(GraphQuery query) {
        return limits(
                        exchange.request("GET", "memory", "graph", entity(query.entity(), "entity"))
                                .query("agent_id", query.agentId())
                                .query("memory_scope", query.memoryScope())
                                .query("max_depth", query.maxDepth()),
                        query.relations())
                .query("include_observations", query.includeObservations())
                .query("traversal_strategy", query.strategy())
                .query("max_nodes", query.maxNodes())
                .as(MemoryGraph.class);
    }

    @Override
    public Neighbourhood neighbourhood(GraphQuery query) {
        return limits(
                        exchange.request("GET", "memory", "graph", entity(query.entity(), "entity"), "summary")
                                .query("agent_id", query.agentId())
                                .query("memory_scope", query.memoryScope())
                                .query("max_depth", query.maxDepth()),
                        query.relations())
                .as(Neighbourhood.class);
    }

    @Override
    public MemoryPath path(PathQuery query) {
        return limits(
                        exchange.request("GET", "memory", "path")
                                .query("agent_id", query.agentId())
                                .query("from", query.from())
                                .query("to", query.to())
                                .query("memory_scope", query.memoryScope())
                                .query("max_length", query.maxLength()),
                        query.relations())
                .as(MemoryPath.class);
    }

    private static WireRequest limits(WireRequest request, RelationLimits relations) {
        return request.query("relation_types", relations.relationTypes())
                .query("direction", relations.direction())
                .query("min_strength", relations.minStrength())
                .query("valid_at", relations.validAt());
    }

    @Override
    public void exportTo(ExportQuery query, OutputStream target) throws IOException {
        exchange.request("GET", "memory", "export")
                .query("agent_id", query.agentId())
                .query("memory_scope", query.memoryScope())
                .query("format", query.format())
                .query("include_embeddings", query.includeEmbeddings())
                .query("include_history", query.includeHistory())
                .query("target", query.target())
                .accept(query.format().mediaType() + ", application/problem+json")
                .copyTo(target);
    }

    @Override
    public ImportReport importFrom(ImportRequest request, InputStream source) throws IOException {
        return exchange.request("POST", "memory", "import")
                .query("agent_id", request.agentId())
                .query("memory_scope", request.memoryScope())
                .query("merge_strategy", request.mergeStrategy())
                .query("skip_corrupted", request.skipCorrupted())
                .query("validate_only", request.validateOnly())
                .query("import_id", request.importId())
                .upload(source, "application/octet-stream")
                .longerBy(LONGEST_IMPORT)
                .as(ImportReport.class, 422);
    }

    @Override
    public ClearReport clear(AgentRef agent, @Nullable MemoryScope scope, Set<String> entityTypes) {
        return exchange.request("DELETE", "memory", HttpAgents.segment(agent))
                .query("confirm", true)
                .query("memory_scope", scope)
                .query("entity_types", entityTypes)
                .as(ClearReport.class);
    }

    @Override
    public MemoryStats stats(@Nullable AgentRef agent, @Nullable MemoryScope scope) {
        return exchange.request("GET", "memory", "stats")
                .query("agent_id", agent)
                .query("memory_scope", scope)
                .as(MemoryStats.class);
    }

    @Override
    public MemoryUpkeep upkeep() {
        return new HttpUpkeep(exchange);
    }

    @Override
    public MemoryConfiguration configuration() {
        return exchange.request("GET", "memory", "config").as(MemoryConfiguration.class);
    }

    @Override
    public ConfiguredMemory configure(MemoryConfigurationChange change) {
        return exchange.request("PUT", "memory", "config").body(change).as(ConfiguredMemory.class);
    }

    @Override
    public MemoryStatus status() {
        return exchange.request("GET", "memory", "status").as(MemoryStatus.class);
    }

    /** An entity's place in a URL: an empty segment or a dot would address something else. */
    private static String entity(String value, String what) {
        if (value.isBlank()) {
            throw CaxtonException.of(ProblemType.INVALID_ARGUMENT, what + " is empty", (String) null);
        }
        if (value.equals(".") || value.equals("..")) {
            throw CaxtonException.of(ProblemType.ENTITY_NOT_FOUND, "No entity is named '" + value + "'", (String) null);
        }
        return value;
    }
}
