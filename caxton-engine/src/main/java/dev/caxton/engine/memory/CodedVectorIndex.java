package dev.caxton.engine.memory;

import dev.caxton.engine.memory.vector.Candidates;
import dev.caxton.engine.memory.vector.CodedRow;
import dev.caxton.engine.memory.vector.RowFilter;
import dev.caxton.engine.memory.vector.VectorCodes;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import java.util.List;

/**
 * Looks at one bit of every dimension of each vector that the filter accepts and that lies where the nearest may be, ranks
 * what is left by four bits, and compares the best of it exactly with the vectors in the file.
 *
 * <p>About 226 bytes a vector of 384 dimensions on the heap; an insert costs microseconds; work falls with what a filter
 * keeps. Thread-safe.
 */
final class CodedVectorIndex implements VectorIndex {

    private static final long LEAST_PARTITIONED = 5_000;
    /** Vectors that became so many times as many are divided anew. */
    private static final long GROWTH = 4;
    /** How many more are sought where one entity's vectors took the places of others. */
    private static final int WIDER = 8;

    private final VectorCodes codes;
    private final EntityGroups groups = new EntityGroups();
    private final VectorCache cache = new VectorCache();

    CodedVectorIndex(int dimensions) {
        this.codes = new VectorCodes(dimensions);
    }

    VectorCodes codes() {
        return codes;
    }

    EntityGroups groups() {
        return groups;
    }

    @Override
    public void add(IndexedVector vector) {
        codes.add(
                vector.rid(),
                key(vector.entityId()),
                groups.number(vector.group()),
                vector.embedding().values());
    }

    /** Puts vectors in the place of those with their row ids, which ascend, or adds them. */
    void replaceAll(List<IndexedVector> vectors) {
        vectors.forEach(vector -> cache.remove(vector.rid()));
        codes.replaceAll(vectors.stream()
                .map(vector -> new CodedRow(
                        vector.rid(),
                        key(vector.entityId()),
                        groups.number(vector.group()),
                        vector.embedding().values()))
                .toList());
    }

    /** Whether vectors became so many more that they are to be partitioned anew. */
    boolean isWorthPartitioning() {
        return isWorthPartitioning(codes.size());
    }

    private boolean isWorthPartitioning(long vectors) {
        return vectors >= Math.max(LEAST_PARTITIONED, GROWTH * codes.partitioned());
    }

    /** Finds out around what the vectors of the database lie, before so many of them are added. */
    void partition(Database database, String model, long vectors) {
        if (isWorthPartitioning(vectors)) {
            int sampled = VectorCodes.sampled(vectors);
            codes.partition(database.read(tx -> VectorSample.draw(tx, model, codes.dimensions(), sampled)), vectors);
        }
    }

    /** The same for those that are here; returns whether they have to be put in their places again. */
    boolean partition(Database database, String model) {
        partition(database, model, codes.size());
        return codes.isPartitioned();
    }

    @Override
    public void remove(long rid) {
        codes.remove(rid);
        cache.remove(rid);
    }

    /** Lets go of all vectors that were read. */
    void clearCache() {
        cache.clear();
    }

    @Override
    public List<NearestEntity> nearest(ReadTransaction tx, float[] query, VectorFilter filter, int limit) {
        VectorCodes.View view = codes.view();
        RowFilter rows = groups.filter(filter);
        long sought = limit;
        while (true) {
            Candidates candidates = view.candidates(query, rows, (int) Math.min(Integer.MAX_VALUE, sought));
            List<NearestEntity> nearest = new Rescoring(
                            tx, query, limit, candidates.accepted() <= VectorCache.MOST_ACCEPTED ? cache : null)
                    .run(candidates);
            boolean everything = sought > view.size();
            if (nearest.size() >= limit || candidates.isComplete() || everything) {
                return nearest;
            }
            sought *= WIDER;
        }
    }

    @Override
    public long size() {
        return codes.size();
    }

    /** An entity's id in 64 bits, mixed so that two of a million entities share one with a chance of 3 in 10^8. */
    static long key(String entityId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < entityId.length(); i++) {
            hash = (hash ^ entityId.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
