package dev.caxton.engine.memory;

import dev.caxton.engine.store.ReadTransaction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares a query with every vector that the filter accepts: what any other index is measured against. */
final class ExactVectorIndex implements VectorIndex {

    private final Map<Long, IndexedVector> vectors = new TreeMap<>();

    private record Found(long rid, NearestEntity entity) {}

    @Override
    public synchronized void add(IndexedVector vector) {
        vectors.put(vector.rid(), vector);
    }

    @Override
    public synchronized void remove(long rid) {
        vectors.remove(rid);
    }

    @Override
    public synchronized List<NearestEntity> nearest(ReadTransaction tx, float[] query, VectorFilter filter, int limit) {
        Map<String, Found> best = new HashMap<>();
        vectors.forEach((rid, vector) -> {
            if (filter.accepts(vector.group())
                    && (filter.only() == null || filter.only().get(Math.toIntExact(rid)))) {
                double similarity = product(query, vector.embedding().values());
                Found found = new Found(rid, new NearestEntity(vector.entityId(), vector.ownerId(), similarity));
                best.merge(
                        vector.entityId(),
                        found,
                        (a, b) -> a.entity().similarity() >= b.entity().similarity() ? a : b);
            }
        });
        return best.values().stream()
                .sorted(Comparator.comparingDouble(
                                (Found found) -> -found.entity().similarity())
                        .thenComparingLong(Found::rid))
                .limit(limit)
                .map(Found::entity)
                .toList();
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Override
    public synchronized long size() {
        return vectors.size();
    }
}
