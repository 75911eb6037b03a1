package dev.caxton.engine.memory;

import java.util.List;

/**
 * Finds the entities whose vectors are nearest to a query. Derived from the database, so that it can always be rebuilt.
 *
 * <p>May be searched by many threads while one changes it; a change is visible to every search that begins after it.
 */
interface VectorIndex {

    /** Adds a vector of an entity; the caller adds no owner twice. */
    void add(EntityFacts entity, String ownerId, Embedding embedding);

    /** Forgets an entity with all its vectors; nothing happens if it is not there. */
    void remove(String entityId);

    /** Forgets one vector of an entity; nothing happens if it is not there. */
    void removeOwner(String entityId, String ownerId);

    /**
     * The nearest entities, the nearest first, each with its best vector.
     *
     * @param query a vector of length one
     * @param limit most entities
     */
    List<NearestEntity> nearest(float[] query, VectorFilter filter, int limit);

    /** Number of vectors that can be found. */
    long size();
}
