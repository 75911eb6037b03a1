package dev.caxton.engine.memory;

import dev.caxton.engine.memory.vector.Candidates;
import dev.caxton.engine.memory.vector.CodedRow;
import dev.caxton.engine.memory.vector.RowFilter;
import dev.caxton.engine.memory.vector.VectorCodes;
import dev.caxton.engine.store.ReadTransaction;
import java.util.List;

/**
 * Scans one bit of every dimension of every vector that the filter accepts, ranks what is left by four bits, and compares
 * the best of it exactly with the vectors in the file.
 *
 * <p>About 222 bytes a vector of 384 dimensions on the heap; an insert costs microseconds; work falls with what a filter
 * keeps. Thread-safe.
 */
final class CodedVectorIndex implements VectorIndex {

    /** Rows that the scan lets through: so many, and one more for each so many vectors. */
    private static final int LET_THROUGH = 1_200;

    private static final int ONE_MORE_FOR = 250;
    /** How many more are let through where one entity's vectors took the places of others. */
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
        long wanted = LET_THROUGH + view.size() / ONE_MORE_FOR;
        long sought = limit;
        while (true) {
            Candidates candidates = view.candidates(query, rows, (int) Math.min(Integer.MAX_VALUE / 2, wanted), (int)
                    Math.min(Integer.MAX_VALUE, sought));
            List<NearestEntity> nearest = new Rescoring(
                            tx, query, limit, candidates.accepted() <= VectorCache.MOST_ACCEPTED ? cache : null)
                    .run(candidates);
            boolean everything = wanted > WIDER * view.size() && sought > view.size();
            if (nearest.size() >= limit || candidates.isComplete() || everything) {
                return nearest;
            }
            wanted *= WIDER;
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
