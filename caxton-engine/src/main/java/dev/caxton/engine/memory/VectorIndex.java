package dev.caxton.engine.memory;

import java.util.List;

/**
 * Finds the entities whose vectors are nearest to a query. Derived from the database, so that it can always be rebuilt.
 *
 * <p>May be searched by many threads while one changes it; a change is visible to every search that begins after it.
 */
interface VectorIndex {

    /** Adds a vector; its row id is not there yet. */
    void add(IndexedVector vector);

    /** Forgets a vector by its row id; nothing happens if it is not there. */
    void remove(long rid);

    /** Lets filters see a vector as one of another group of entities; nothing happens if it is not there. */
    void regroup(long rid, EntityGroup group);

    /**
     * The nearest entities, the nearest first, each with its best vector; of equally near ones the older first.
     *
     * @param query a vector of length one
     * @param limit most entities
     */
    List<NearestEntity> nearest(float[] query, VectorFilter filter, int limit);

    /** Number of vectors that can be found. */
    long size();
}
