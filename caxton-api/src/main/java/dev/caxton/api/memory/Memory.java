package dev.caxton.api.memory;

import dev.caxton.api.agent.AgentRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What agents remember: a graph of entities, relations and observations. May be shared between threads. */
public interface Memory {

    /** Stores an entity without a key; see {@link #createEntity(NewEntity, String)}. */
    default StoredEntity createEntity(NewEntity entity) {
        return createEntity(entity, null);
    }

    /**
     * Stores an entity, or extends the one of this name. {@code ENTITY_CONFLICT} if the name is taken by an entity of
     * another type; {@code TOO_LARGE} beyond the documented sizes.
     *
     * @param idempotencyKey makes a repetition harmless: the same key returns the first answer; 1 to 255 visible ASCII
     *     characters, null for none
     */
    StoredEntity createEntity(NewEntity entity, @Nullable String idempotencyKey);

    /** Adds facts to an entity, given by id. */
    StoredEntity addObservations(String entityId, List<String> observations);

    /** One entity by id; {@code ENTITY_NOT_FOUND} if there is none. */
    Entity entity(String entityId);

    /** Deletes an entity with its observations and relations. */
    void deleteEntity(String entityId);

    /** Stores a relation without a key; see {@link #createRelation(NewRelation, String)}. */
    default Relation createRelation(NewRelation relation) {
        return createRelation(relation, null);
    }

    /**
     * Stores a relation; {@code ENTITY_CONFLICT} if the same one is there.
     *
     * @param idempotencyKey makes a repetition harmless: the same key returns the first answer; 1 to 255 visible ASCII
     *     characters, null for none
     */
    Relation createRelation(NewRelation relation, @Nullable String idempotencyKey);

    /** Searches by meaning; {@code EMBEDDING_UNAVAILABLE} while the model is not loaded. */
    SearchResult search(MemoryQuery query);

    /** Walks the graph. It never passes through an entity that the agent does not see. */
    MemoryGraph graph(GraphQuery query);

    /** What lies around an entity, in figures; sizes, order and observations of the query do not matter. */
    Neighbourhood neighbourhood(GraphQuery query);

    /** The shortest path between two entities, over entities that the agent sees. */
    MemoryPath path(PathQuery query);

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
