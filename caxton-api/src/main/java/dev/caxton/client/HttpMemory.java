package dev.caxton.client;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.ClearReport;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.GraphQuery;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStats;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.Neighbourhood;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.api.memory.RelationLimits;
import dev.caxton.api.memory.SearchResult;
import dev.caxton.api.memory.StoredEntity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Memory over HTTP. */
final class HttpMemory implements Memory {

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
    public StoredEntity addObservations(String entityId, List<String> observations) {
        return exchange.request("POST", "memory", "entities", entity(entityId, "entity id"), "observations")
                .body(Map.of("observations", observations))
                .as(StoredEntity.class);
    }

    @Override
    public Entity entity(String entityId) {
        return exchange.request("GET", "memory", "entities", entity(entityId, "entity id"))
                .as(Entity.class);
    }

    @Override
    public void deleteEntity(String entityId) {
        exchange.request("DELETE", "memory", "entities", entity(entityId, "entity id"))
                .done();
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
        return exchange.request("GET", "memory", "search")
                .query("agent_id", query.agentId())
                .query("query", query.query())
                .query("memory_scope", query.memoryScope())
                .query("entity_types", query.entityTypes())
                .query("limit", query.limit())
                .query("min_similarity", query.minSimilarity())
                .query("include_relations", query.includeRelations())
                .as(SearchResult.class);
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
