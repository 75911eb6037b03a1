package dev.caxton.engine.memory.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows that a scan kept into the order in which they may be nearest, and leaves out those that cannot be among
 * the nearest of as many keys as are sought.
 *
 * <p>Rows lie all over the heap, and waiting for them takes longer than computing: each plane is looked at only for the
 * rows that the planes above leave in question. Used by one thread, once.
 */
final class Ranking {

    /** Standard deviations that the cosine of a row that matters is hardly above an estimate by the upper planes. */
    private static final float ERRORS = 3.25f;
    /**
     * The same for an estimate by all planes. Of rows that lie as close together as 2,000 to a centre, less loses one in
     * some hundred, and 3 reads a third more.
     */
    private static final float LAST_ERRORS = 2.25f;
    /** So few are all estimated with all planes, whatever the planes above say. */
    private static final int FEW = 128;
    /** For each key that is sought so many rows are estimated first, to see what the others must reach. */
    private static final int FIRST_FOR_ONE = 4;

    /** Nothing is left out where the nearest of more keys are sought. */
    private static final int MOST_KEYS = 1_024;

    /** Rows whose words are read ahead together. */
    private static final int AT_ONCE = 32;

    private static final int BUCKETS = 1024;

    private final VectorCodes.Snapshot snapshot;
    private final QueryCode query;
    private final long[] kept;
    private final int[] products;
    private final int size;

    /** What the plane below the signs of each contributes, where it was looked at. */
    private final int[] coarse;
    /** Rows that are to be looked at. */
    private final int[] questions;
    /** What rows are left, in the order of {@link #kept}. */
    private final int[] places;
    /** Of each row that is left. */
    private final float[] reaches;

    private int left;
    /** Of no use, but that it is computed: words read ahead, so that the processor waits for many of them at once. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /**
     * Of rows.
     *
     * @param kept positions of rows in the lower half of each
     * @param products what the signs of each contribute
     */
    Ranking(VectorCodes.Snapshot snapshot, QueryCode query, long[] kept, int[] products, int size) {
        this.snapshot = snapshot;
        this.query = query;
        this.kept = kept;
        this.products = products;
        this.size = size;
        this.coarse = new int[size];
        this.questions = new int[size + 1];
        this.places = new int[size];
        this.reaches = new float[size];
    }

    /** Those that may be among the nearest of so many keys. */
    Candidates best(int limit, int accepted) {
        boolean all = limit >= Math.min(size, MOST_KEYS);
        int few = all ? size : Math.max(FEW, FIRST_FOR_ONE * limit);
        float[] estimates = new float[size];
        for (int i = 0; i < size; i++) {
            estimates[i] = query.bySigns(products[i]);
        }
        float first = nth(estimates, size, few);
        @Nullable Nearest nearest = all ? null : new Nearest(limit);
        int count = 0;
        for (int i = 0; i < size; i++) {
            questions[count] = i;
            count += estimates[i] >= first ? 1 : 0;
        }
        ofCoarse(count);
        ofFine(count, nearest);
        float bound = least(nearest);
        float bySigns = bound - ERRORS * query.errorBySigns(bound);
        count = 0;
        for (int i = 0; i < size; i++) {
            questions[count] = i;
            count += estimates[i] < first && estimates[i] >= bySigns ? 1 : 0;
        }
        ofCoarse(count);
        float byCoarse = bound - ERRORS * query.errorByCoarse(bound);
        int near = 0;
        for (int i = 0; i < count; i++) {
            int question = questions[i];
            questions[near] = question;
            near += query.byCoarse(products[question], coarse[question]) >= byCoarse ? 1 : 0;
        }
        ofFine(near, nearest);
        return ordered(least(nearest), accepted);
    }

    private void ofCoarse(int count) {
        for (int from = 0; from < count; from += AT_ONCE) {
            int end = Math.min(count, from + AT_ONCE);
            for (int i = from; i < end; i++) {
                CodeBlock block = block(questions[i]);
                int at = row(questions[i]) * block.words;
                touched += block.coarse[at] + block.coarse[at + block.words - 1];
            }
            for (int i = from; i < end; i++) {
                coarse[questions[i]] = query.ofCoarse(block(questions[i]), row(questions[i]));
            }
        }
    }

    private void ofFine(int count, @Nullable Nearest nearest) {
        for (int from = 0; from < count; from += AT_ONCE) {
            int end = Math.min(count, from + AT_ONCE);
            for (int i = from; i < end; i++) {
                CodeBlock block = block(questions[i]);
                int at = row(questions[i]) * block.fineWords;
                touched += block.fine[at] + block.fine[at + block.fineWords / 2] + block.fine[at + block.fineWords - 1];
            }
            for (int i = from; i < end; i++) {
                estimate(questions[i], nearest);
            }
        }
    }

    private void estimate(int i, @Nullable Nearest nearest) {
        CodeBlock block = block(i);
        int row = row(i);
        float estimate = query.estimate(block, row, products[i], coarse[i]);
        float error = LAST_ERRORS * query.error(block.spread(row), estimate);
        places[left] = i;
        reaches[left++] = estimate + error;
        if (nearest != null) {
            nearest.offer(block.keys[row], estimate - error);
        }
    }

    private CodeBlock block(int i) {
        return snapshot.blocks()[(int) kept[i] / CodeBlock.ROWS];
    }

    private int row(int i) {
        return (int) kept[i] % CodeBlock.ROWS;
    }

    private static float least(@Nullable Nearest nearest) {
        return nearest == null ? Float.NEGATIVE_INFINITY : nearest.least();
    }

    private Candidates ordered(float bound, int accepted) {
        long[] order = new long[left];
        int count = 0;
        for (int i = 0; i < left; i++) {
            if (reaches[i] >= bound) {
                order[count++] = (long) ~sortable(reaches[i]) << Integer.SIZE | i;
            }
        }
        Arrays.sort(order, 0, count);
        Candidates candidates = new Candidates(count, accepted);
        for (int i = 0; i < count; i++) {
            int at = (int) order[i];
            CodeBlock block = block(places[at]);
            int row = row(places[at]);
            candidates.set(i, block.rids[row], block.keys[row], reaches[at]);
        }
        return candidates;
    }

    /** A number that about so many of the first numbers reach. */
    private static float nth(float[] numbers, int size, int count) {
        if (size <= count) {
            return Float.NEGATIVE_INFINITY;
        }
        int[] buckets = new int[BUCKETS];
        for (int i = 0; i < size; i++) {
            buckets[bucket(numbers[i])]++;
        }
        int bucket = BUCKETS;
        int sum = 0;
        while (bucket > 0 && sum < count) {
            sum += buckets[--bucket];
        }
        return bucket == 0 ? Float.NEGATIVE_INFINITY : bucket / (BUCKETS / 2f) - 1;
    }

    private static int bucket(float number) {
        return Math.clamp((int) ((number + 1) * (BUCKETS / 2)), 0, BUCKETS - 1);
    }

    /** An integer that orders as the number does. */
    private static int sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }
}
