package dev.caxton.api.memory;

import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.agent.AgentRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** Stores entities without a key; see {@link #createEntities(NewEntities, String)}. */
    default StoredEntities createEntities(NewEntities entities) {
        return createEntities(entities, null);
    }

    /**
     * Stores several entities in one change, each as {@link #createEntity(NewEntity, String)} would. One that cannot be
     * stored is left out, and the answer says why; {@code TOO_LARGE} if all observations are more than 10 MB together.
     *
     * @param idempotencyKey as for {@link #createEntity(NewEntity, String)}, for all of them
     */
    StoredEntities createEntities(NewEntities entities, @Nullable String idempotencyKey);

    /** Adds facts that are true from now on to an entity, given by id. */
    default StoredEntity addObservations(String entityId, List<String> observations) {
        return addObservations(NewObservations.of(entityId, observations));
    }

    /** Adds facts without a key; see {@link #addObservations(NewObservations, String)}. */
    default StoredEntity addObservations(NewObservations observations) {
        return addObservations(observations, null);
    }

    /**
     * Adds facts to an entity; what it has already is not stored twice.
     *
     * @param idempotencyKey as for {@link #createEntity(NewEntity, String)}
     */
    StoredEntity addObservations(NewObservations observations, @Nullable String idempotencyKey);

    /** One entity by id, with all that is believed now; {@code ENTITY_NOT_FOUND} if there is none. */
    default Entity entity(String entityId) {
        return entity(EntityQuery.of(entityId));
    }

    /**
     * One entity as it was believed, and is true, at the times asked for; {@code ENTITY_NOT_FOUND} if there is none that
     * the agent sees, or none was stored by then.
     */
    Entity entity(EntityQuery query);

    /** All versions of an entity, of its observations and relations; the query's time does not matter. */
    EntityHistory history(EntityQuery query);

    /** Changes an entity; the version before stays in its history. */
    Entity updateEntity(EntityUpdate update);

    /**
     * Replaces an observation; {@code ENTITY_NOT_FOUND} if there is none that the agent sees, {@code ENTITY_CONFLICT} if
     * it is not believed any more, or if its entity has the new text already.
     */
    Observation updateObservation(ObservationUpdate update);

    /**
     * Takes an observation back: no longer believed, still in the history. Fails as {@link #updateObservation}.
     *
     * @param agentId the agent that asks, which must see the entity; null for an operator, who sees all
     */
    Observation retractObservation(@Nullable String agentId, String observationId);

    /** Replaces a relation. Fails as {@link #updateObservation}. */
    Relation updateRelation(RelationUpdate update);

    /** Takes a relation back: no longer believed, still in the history. Fails as {@link #updateObservation}. */
    Relation retractRelation(@Nullable String agentId, String relationId);

    /**
     * Lists entities, in the order in which they were stored.
     *
     * @param agent whose; {@code AGENT_NOT_FOUND} where there is none
     * @param scope a scope that the agent sees; null for what it keeps to itself
     */
    Page<EntitySummary> entities(AgentRef agent, @Nullable MemoryScope scope, PageRequest page);

    /** As {@link #deleteEntity(String, String)} for an operator. */
    default void deleteEntity(String entityId) {
        deleteEntity(null, entityId);
    }

    /**
     * Deletes an entity with its observations and relations, history included.
     *
     * @param agentId the agent that asks, which must see the entity; null for an operator, who sees all
     */
    void deleteEntity(@Nullable String agentId, String entityId);

    /**
     * Forgets for good: the rows, their history, words and vectors are deleted, what they left in the file is overwritten,
     * and both are checked. Says where else the text still is. Takes seconds in a large memory. Asked again for the same, it
     * finishes what was cut off, by {@code TIMEOUT} or a kill, or gives the same report again, for as long as operations are
     * remembered.
     *
     * @param agentId the agent that asks, which must see it; null for an operator, who sees all
     * @param id id of an entity, or of an observation with all that it replaced and all that replaced it
     */
    ForgetReport forget(@Nullable String agentId, String id);

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

    /**
     * Searches by meaning, by words, or by both. {@code EMBEDDING_UNAVAILABLE} while the model is not loaded and the
     * search is {@link SearchMode#SEMANTIC}; a hybrid one is then a search by words.
     */
    SearchResult search(MemoryQuery query);

    /** Walks the graph. It never passes through an entity that the agent does not see. */
    MemoryGraph graph(GraphQuery query);

    /** What lies around an entity, in figures; sizes, order and observations of the query do not matter. */
    Neighbourhood neighbourhood(GraphQuery query);

    /** The shortest path between two entities, over entities that the agent sees. */
    MemoryPath path(PathQuery query);

    /**
     * Writes memories to a stream as they are at this moment; the stream stays open. Needs little memory, however many
     * there are.
     *
     * @throws IOException where the stream cannot be written; what was written then is no whole export
     */
    void exportTo(ExportQuery query, OutputStream target) throws IOException;

    /**
     * Takes in what {@link #exportTo} or the MCP server {@code server-memory} wrote, whatever the format, a batch at a time;
     * the stream stays open. Each batch is written as a whole or not at all. Vectors follow in the background.
     *
     * @return what became of it; bad records are no failure
     * @throws IOException where the stream cannot be read; what was written before stays
     */
    ImportReport importFrom(ImportRequest request, InputStream source) throws IOException;

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

    /** Keeping it small, clean and fast, and seeing how it fares. */
    MemoryUpkeep upkeep();

    /** How the memory is kept. */
    MemoryConfiguration configuration();

    /**
     * Changes how the memory is kept, at once and for good: the change is kept in {@code memory.db} and holds against the
     * configuration file.
     */
    ConfiguredMemory configure(MemoryConfigurationChange change);

    /** How the memory is. */
    MemoryStatus status();
}
