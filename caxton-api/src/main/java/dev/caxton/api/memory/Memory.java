package dev.caxton.api.memory;

import dev.caxton.api.agent.AgentRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What agents remember: a graph of entities, relations and observations. May be shared between threads. */
public interface Memory {

    /**
     * Stores an entity, or extends the one of this name. {@code ENTITY_CONFLICT} if the name is taken by an entity of
     * another type; {@code TOO_LARGE} beyond the documented sizes.
     */
    StoredEntity createEntity(NewEntity entity);

    /**
     * As {@link #createEntity(NewEntity)}, made harmless to repeat: the same key returns the first answer. An
     * implementation that keeps no keys stores the entity again, which extends it by nothing.
     *
     * @param idempotencyKey 1 to 255 visible ASCII characters; null for none
     */
    default StoredEntity createEntity(NewEntity entity, @Nullable String idempotencyKey) {
        return createEntity(entity);
    }

    /** Adds facts to an entity, given by id. */
    StoredEntity addObservations(String entityId, List<String> observations);

    /** One entity by id; {@code ENTITY_NOT_FOUND} if there is none. */
    Entity entity(String entityId);

    /** Deletes an entity with its observations and relations. */
    void deleteEntity(String entityId);

    /** Stores a relation; {@code ENTITY_CONFLICT} if the same one is there. */
    Relation createRelation(NewRelation relation);

    /**
     * As {@link #createRelation(NewRelation)}, made harmless to repeat: the same key returns the first answer.
     *
     * @param idempotencyKey 1 to 255 visible ASCII characters; null for none
     */
    default Relation createRelation(NewRelation relation, @Nullable String idempotencyKey) {
        return createRelation(relation);
    }

    /** Searches by meaning; {@code EMBEDDING_UNAVAILABLE} while the model is not loaded. */
    SearchResult search(MemoryQuery query);

    /** Walks the graph. */
    MemoryGraph graph(GraphQuery query);

    /**
     * Deletes what an agent remembers.
     *
     * @param scope the scope to clear; null for the agent's own
     * @param entityTypes only entities of these types; empty for all
     */
    ClearReport clear(AgentRef agent, @Nullable MemoryScope scope, Set<String> entityTypes);

    /**
     * Counts and times. The breakdown by scope is narrowed to an agent's own memory or to one scope, where given; the
     * whole store is counted in any case.
     */
    MemoryStats stats(@Nullable AgentRef agent, @Nullable MemoryScope scope);

    /** How the memory is. */
    MemoryStatus status();
}
