package dev.caxton.engine.memory;

import dev.caxton.engine.store.ReadTransaction;
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

    /**
     * The nearest entities, the nearest first, each with its best vector; of equally near ones the older first.
     *
     * @param tx begun after the changes that the search is to find
     * @param query a vector of length one
     * @param limit most entities
     */
    List<NearestEntity> nearest(ReadTransaction tx, float[] query, VectorFilter filter, int limit);

    /** Number of vectors that can be found. */
    long size();
}
