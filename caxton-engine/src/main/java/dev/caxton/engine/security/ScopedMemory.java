package dev.caxton.engine.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.Agents;
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
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Memory as the caller may use it. Whoever is limited to some agents sees what these see, the workspace's and the global
 * memory included, and writes into these agents' own memory alone. Thread-safe.
 */
public final class ScopedMemory implements Memory {

    private final Memory memory;
    private final OwnParts observations;
    private final OwnParts relations;
    private final AgentScope scope;

    /** Narrows a memory to the caller's agents. */
    public ScopedMemory(Callers callers, Agents agents, Memory memory, OwnParts observations, OwnParts relations) {
        this.memory = memory;
        this.observations = observations;
        this.relations = relations;
        this.scope = new AgentScope(callers, agents);
    }

    @Override
    public StoredEntity createEntity(NewEntity entity, @Nullable String idempotencyKey) {
        requireOwn(entity.agentId(), entity.memoryScope());
        try (Admission.Binding call = scope.call()) {
            return memory.createEntity(entity, idempotencyKey);
        }
    }

    @Override
    public StoredEntities createEntities(NewEntities entities, @Nullable String idempotencyKey) {
        entities.resolved().forEach(entity -> requireOwn(entity.agentId(), entity.memoryScope()));
        try (Admission.Binding call = scope.call()) {
            return memory.createEntities(entities, idempotencyKey);
        }
    }

    @Override
    public StoredEntity addObservations(NewObservations observations, @Nullable String idempotencyKey) {
        requireSeen(observations.agentId());
        requireWritable(observations.entityId());
        try (Admission.Binding call = scope.call()) {
            return memory.addObservations(observations, idempotencyKey);
        }
    }

    @Override
    public Entity entity(EntityQuery query) {
        Caller caller = scope.limited();
        if (caller == null) {
            return memory.entity(query);
        }
        requireSeen(query.agentId());
        Entity found;
        try {
            found = memory.entity(query);
        } catch (NotFoundException e) {
            throw unknown(query.entity());
        }
        if (found.memoryScope() == MemoryScope.AGENT
                && (found.agentId() == null || !scope.ids(caller).contains(found.agentId()))) {
            throw unknown(query.entity());
        }
        return found;
    }

    @Override
    public EntityHistory history(EntityQuery query) {
        entity(query);
        return memory.history(query);
    }

    @Override
    public Page<EntitySummary> entities(AgentRef agent, @Nullable MemoryScope of, PageRequest page) {
        scope.require(agent);
        return memory.entities(agent, of, page);
    }

    @Override
    public Entity updateEntity(EntityUpdate update) {
        requireSeen(update.agentId());
        requireWritable(update.entityId());
        try (Admission.Binding call = scope.call()) {
            return memory.updateEntity(update);
        }
    }

    @Override
    public Observation updateObservation(ObservationUpdate update) {
        requireSeen(update.agentId());
        requireOwn(observations, update.observationId());
        try (Admission.Binding call = scope.call()) {
            return memory.updateObservation(update);
        }
    }

    @Override
    public Observation retractObservation(@Nullable String agentId, String observationId) {
        requireSeen(agentId);
        requireOwn(observations, observationId);
        try (Admission.Binding call = scope.call()) {
            return memory.retractObservation(agentId, observationId);
        }
    }

    @Override
    public Relation updateRelation(RelationUpdate update) {
        requireSeen(update.agentId());
        requireOwn(relations, update.relationId());
        try (Admission.Binding call = scope.call()) {
            return memory.updateRelation(update);
        }
    }

    @Override
    public Relation retractRelation(@Nullable String agentId, String relationId) {
        requireSeen(agentId);
        requireOwn(relations, relationId);
        try (Admission.Binding call = scope.call()) {
            return memory.retractRelation(agentId, relationId);
        }
    }

    @Override
    public void deleteEntity(@Nullable String agentId, String entityId) {
        requireSeen(agentId);
        requireWritable(entityId);
        try (Admission.Binding call = scope.call()) {
            memory.deleteEntity(agentId, entityId);
        }
    }

    @Override
    public ForgetReport forget(@Nullable String agentId, String id) {
        requireSeen(agentId);
        scope.requireWhole("forgetting for good");
        try (Admission.Binding call = scope.call()) {
            return memory.forget(agentId, id);
        }
    }

    @Override
    public Relation createRelation(NewRelation relation, @Nullable String idempotencyKey) {
        requireOwn(relation.agentId(), relation.memoryScope());
        try (Admission.Binding call = scope.call()) {
            return memory.createRelation(relation, idempotencyKey);
        }
    }

    @Override
    public SearchResult search(MemoryQuery query) {
        requireSeen(query.agentId());
        return memory.search(query);
    }

    @Override
    public MemoryGraph graph(GraphQuery query) {
        requireSeen(query.agentId());
        return memory.graph(query);
    }

    @Override
    public void exportTo(ExportQuery query, OutputStream target) throws IOException {
        if (query.agentId() == null && scope.limited() != null) {
            throw AgentScope.beyond("memory of all agents");
        }
        requireSeen(query.agentId());
        memory.exportTo(query, target);
    }

    @Override
    public ImportReport importFrom(ImportRequest request, InputStream source) throws IOException {
        // Without a scope each record says its own.
        requireOwn(request.agentId(), request.memoryScope() == null ? MemoryScope.WORKSPACE : request.memoryScope());
        try (Admission.Binding call = scope.call()) {
            return memory.importFrom(request, source);
        }
    }

    @Override
    public Neighbourhood neighbourhood(GraphQuery query) {
        requireSeen(query.agentId());
        return memory.neighbourhood(query);
    }

    @Override
    public MemoryPath path(PathQuery query) {
        requireSeen(query.agentId());
        return memory.path(query);
    }

    @Override
    public ClearReport clear(AgentRef agent, @Nullable MemoryScope of, Set<String> entityTypes) {
        requireOwn(agent.value(), of);
        try (Admission.Binding call = scope.call()) {
            return memory.clear(agent, of, entityTypes);
        }
    }

    @Override
    public MemoryStats stats(@Nullable AgentRef agent, @Nullable MemoryScope of) {
        if (agent == null) {
            scope.requireWhole("a count of all memory");
        } else {
            scope.require(agent);
        }
        return memory.stats(agent, of);
    }

    /** Of the whole store; each change is bound to the caller by whoever asks. */
    @Override
    public MemoryUpkeep upkeep() {
        scope.requireWhole("the upkeep of all memory");
        return memory.upkeep();
    }

    @Override
    public MemoryConfiguration configuration() {
        return memory.configuration();
    }

    @Override
    public ConfiguredMemory configure(MemoryConfigurationChange change) {
        scope.requireWhole("a change of how all memory is kept");
        try (Admission.Binding call = scope.call()) {
            return memory.configure(change);
        }
    }

    @Override
    public MemoryStatus status() {
        return memory.status();
    }

    private void requireSeen(@Nullable String agent) {
        if (agent != null && scope.limited() != null) {
            scope.require(AgentRef.of(agent));
        }
    }

    private void requireOwn(@Nullable String agent, @Nullable MemoryScope of) {
        if (scope.limited() == null) {
            return;
        }
        if (agent == null || of != null && of != MemoryScope.AGENT) {
            throw AgentScope.beyond("memory that agents share");
        }
        scope.require(AgentRef.of(agent));
    }

    private void requireOwn(OwnParts parts, String id) {
        Caller caller = scope.limited();
        if (caller != null && !parts.own(id, scope.ids(caller))) {
            throw AgentScope.beyond("memory that agents share");
        }
    }

    private void requireWritable(String entityId) {
        if (scope.limited() != null && entity(entityId).memoryScope() != MemoryScope.AGENT) {
            throw AgentScope.beyond("memory that agents share");
        }
    }

    private static CaxtonException unknown(String entityId) {
        String shown = entityId.length() > 200 ? entityId.substring(0, 200) + "…" : entityId;
        return CaxtonException.of(
                ProblemType.ENTITY_NOT_FOUND,
                "entity '" + shown + "' is not in the memory that the key may see",
                "search the memory for it, or create it first");
    }
}
