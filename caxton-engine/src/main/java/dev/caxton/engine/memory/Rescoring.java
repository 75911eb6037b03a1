package dev.caxton.engine.memory;

import dev.caxton.engine.memory.vector.Candidates;
import dev.caxton.engine.store.ReadTransaction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a query exactly with the vectors that a scan let through, read from the file by row id.
 *
 * <p>Reads them in the order in which they may be nearest, and ends once the next can hardly be near enough to belong to
 * the result. A vector that is gone is passed over, so that an index that lags behind the file does no
 * harm.
 */
final class Rescoring {

    private static final Logger LOG = LoggerFactory.getLogger(Rescoring.class);

    /** Rows of one statement: 2.6 µs a row were measured, against 5.7 µs one by one. */
    private static final int BATCH = 32;
    /** Rows that are read at a time once the likeliest are known. */
    private static final int FURTHER = 16;
    /** Where the filter accepts so few, all are read: no recall is lost by the estimate. */
    private static final int READ_ALL = 4 * BATCH;
    /** As many for each entity that is wanted, and {@link #MOST_READ} at least, end a search that is never decided. */
    private static final int MOST_FOR_ONE = 16;

    private static final int MOST_READ = 512;
    /** Vectors of one entity that are read; its best is among those that look best. */
    private static final int MOST_OF_ONE = 16;

    private static final String PLACES = "(" + String.join(", ", Collections.nCopies(BATCH, "?")) + ")";
    private static final String VECTORS = "select rid, vector from embeddings where rid in " + PLACES;
    private static final String OWNERS = "select rid, entity_id, owner_id from embeddings where rid in " + PLACES;
    private static final long NO_ROW = -1;

    /** How far from one the square of a whole vector's length may be. */
    private static final float TOLERANCE = 1e-2f;

    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final ReadTransaction tx;
    private final float[] query;
    private final @Nullable VectorCache cache;
    private final TopEntities top;
    private final int round;
    private final int most;
    private final Map<Long, Integer> read = new HashMap<>();

    /**
     * For one query.
     *
     * @param cache of vectors; null where it would not help
     */
    Rescoring(ReadTransaction tx, float[] query, int limit, @Nullable VectorCache cache) {
        this.tx = tx;
        this.cache = cache;
        this.query = query;
        this.top = new TopEntities(limit);
        this.most = Math.max(MOST_READ, MOST_FOR_ONE * limit);
        this.round = Math.ceilDiv(2 * limit, BATCH) * BATCH;
    }

    private record Scored(long rid, float score) {}

    List<NearestEntity> run(Candidates candidates) {
        long[] rids = new long[round];
        long[] keys = new long[round];
        int at = 0;
        int total = 0;
        while (at < candidates.size()
                && (candidates.isComplete() && candidates.size() <= READ_ALL
                        || total < most && !isDecided(candidates, at))) {
            int size = 0;
            int room = total == 0 ? round : FURTHER;
            for (; at < candidates.size() && size < room; at++) {
                if (read.merge(candidates.key(at), 1, Integer::sum) <= MOST_OF_ONE) {
                    rids[size] = candidates.rid(at);
                    keys[size++] = candidates.key(at);
                }
            }
            score(rids, keys, size);
            total += size;
        }
        return named(top.ranked());
    }

    /** Whether what is left can hardly be nearer than what was found. */
    private boolean isDecided(Candidates candidates, int next) {
        return top.isFull() && candidates.reach(next) < top.least();
    }

    private void score(long[] rids, long[] keys, int size) {
        int unread = cache == null ? size : scoreHeld(cache, rids, keys, size);
        for (int from = 0; from < unread; from += BATCH) {
            for (Scored scored : tx.query(
                    VECTORS,
                    row -> read(row.getLong(1), row.getBytes(2)),
                    parameters(rids, from, Math.min(unread, from + BATCH)))) {
                int place = from;
                while (rids[place] != scored.rid()) {
                    place++;
                }
                if (!Float.isNaN(scored.score())) {
                    top.offer(keys[place], scored.rid(), scored.score());
                }
            }
        }
    }

    /** Scores what the cache holds and moves the rest to the front; returns how much that is. */
    private int scoreHeld(VectorCache held, long[] rids, long[] keys, int size) {
        int unread = 0;
        for (int i = 0; i < size; i++) {
            byte[] vector = held.get(rids[i]);
            if (vector == null) {
                rids[unread] = rids[i];
                keys[unread++] = keys[i];
            } else {
                top.offer(keys[i], rids[i], scored(rids[i], vector).score());
            }
        }
        return unread;
    }

    private Scored read(long rid, byte[] vector) {
        Scored scored = scored(rid, vector);
        if (cache != null && !Float.isNaN(scored.score())) {
            cache.put(rid, vector);
        }
        return scored;
    }

    private Scored scored(long rid, byte[] vector) {
        if (vector.length != query.length * Float.BYTES) {
            LOG.warn("vector passed over, it has {} bytes: row={}", vector.length, rid);
            return new Scored(rid, Float.NaN);
        }
        float even = 0;
        float odd = 0;
        float evenSquares = 0;
        float oddSquares = 0;
        int i = 0;
        for (; i + 2 <= query.length; i += 2) {
            float a = (float) FLOATS.get(vector, i * Float.BYTES);
            float b = (float) FLOATS.get(vector, (i + 1) * Float.BYTES);
            even += query[i] * a;
            odd += query[i + 1] * b;
            evenSquares += a * a;
            oddSquares += b * b;
        }
        if (i < query.length) {
            float last = (float) FLOATS.get(vector, i * Float.BYTES);
            even += query[i] * last;
            evenSquares += last * last;
        }
        // No checksum is computed for each row of each search; a vector that lost its length is damaged.
        if (!(Math.abs(evenSquares + oddSquares - 1) < TOLERANCE)) {
            LOG.warn("vector passed over, its length is not one: row={}", rid);
            return new Scored(rid, Float.NaN);
        }
        return new Scored(rid, even + odd);
    }

    private record Named(String entityId, String ownerId) {}

    private List<NearestEntity> named(List<TopEntities.Place> places) {
        Map<Long, Named> names = new HashMap<>();
        long[] rids = places.stream().mapToLong(TopEntities.Place::rid).toArray();
        for (int from = 0; from < rids.length; from += BATCH) {
            tx.query(
                    OWNERS,
                    row -> names.put(row.getLong(1), new Named(row.getString(2), row.getString(3))),
                    parameters(rids, from, Math.min(rids.length, from + BATCH)));
        }
        List<NearestEntity> nearest = new ArrayList<>(places.size());
        for (TopEntities.Place place : places) {
            Named name = names.get(place.rid());
            if (name != null) {
                nearest.add(new NearestEntity(name.entityId(), name.ownerId(), Math.clamp(place.score(), -1f, 1f)));
            }
        }
        return nearest;
    }

    private static Object[] parameters(long[] rids, int from, int to) {
        Object[] parameters = new Object[BATCH];
        Arrays.fill(parameters, NO_ROW);
        for (int i = from; i < to; i++) {
            parameters[i - from] = rids[i];
        }
        return parameters;
    }
}
