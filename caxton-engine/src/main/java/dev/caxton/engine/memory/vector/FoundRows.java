package dev.caxton.engine.memory.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows that may be among the nearest, and what others must reach to be. One thread only. */
final class FoundRows {

    /** Nothing is left out where the nearest of more keys are sought. */
    private static final int MOST_KEYS = 1_024;

    private static final int FIRST_ROOM = 256;

    private final @Nullable Nearest nearest;
    private long[] rids = new long[FIRST_ROOM];
    private long[] keys = new long[FIRST_ROOM];
    private float[] reaches = new float[FIRST_ROOM];
    private int size;

    /** None yet, of so many keys among so many rows. */
    FoundRows(int limit, long rows) {
        nearest = limit >= Math.min(rows, MOST_KEYS) ? null : new Nearest(limit);
    }

    /** Of each key what its cosine is at least; null if nothing is left out. */
    @Nullable
    Nearest nearest() {
        return nearest;
    }

    /** What the cosine of a row must reach. */
    float least() {
        return nearest == null ? Float.NEGATIVE_INFINITY : nearest.least();
    }

    /** Takes a row; its cosine is hardly farther from what it is said to be than the error. */
    void add(long rid, long key, float cosine, float error) {
        if (cosine + error < least()) {
            return;
        }
        if (size == rids.length) {
            rids = Arrays.copyOf(rids, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
            reaches = Arrays.copyOf(reaches, 2 * size);
        }
        rids[size] = rid;
        keys[size] = key;
        reaches[size++] = cosine + error;
        if (nearest != null) {
            nearest.offer(key, cosine - error);
        }
    }

    /** Those that may be nearest first. */
    Candidates ordered(int accepted, boolean complete) {
        float bound = least();
        long[] order = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (reaches[i] >= bound) {
                order[count++] = (long) ~sortable(reaches[i]) << Integer.SIZE | i;
            }
        }
        Arrays.sort(order, 0, count);
        Candidates candidates = new Candidates(count, accepted, complete && count == accepted);
        for (int i = 0; i < count; i++) {
            int at = (int) order[i];
            candidates.set(i, rids[at], keys[at], reaches[at]);
        }
        return candidates;
    }

    /** An integer that orders as the number does. */
    private static int sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }
}
