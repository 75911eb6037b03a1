package dev.caxton.engine.memory.vector;

import org.jspecify.annotations.Nullable;

/**
 * Tells of the rows of one part that a scan kept how near they may be, and leaves out those that cannot be among the
 * nearest of as many keys as are sought.
 *
 * <p>Rows lie all over the heap, and waiting for them takes longer than computing: each plane is looked at only for the
 * rows that the planes above leave in question. Used by one thread, once.
 */
final class Ranking {

    private static final float ERRORS = PartScan.ERRORS;
    /**
     * The same for an estimate by all planes. Of rows that lie as close together as 2,000 to a centre, less loses one in
     * some hundred, and 3 reads a third more.
     */
    private static final float LAST_ERRORS = 2.25f;
    /** So few are all estimated with all planes, whatever the planes above say. */
    private static final int FEW = 32;
    /** For each key that is sought so many rows are estimated first, to see what the others must reach. */
    private static final int FIRST_FOR_ONE = 3;

    /** Rows whose words are read ahead together. */
    private static final int AT_ONCE = 32;

    private static final int BUCKETS = 1024;

    private final Approach approach;
    private final QueryCode query;
    private final CodeBlock[] blocks;
    private final int[] kept;
    private final int[] products;
    private final float[] lengths;
    private final int size;
    private final FoundRows found;

    /** What the plane below the signs of each contributes, where it was looked at. */
    private final int[] coarse;
    /** Rows that are to be looked at. */
    private final int[] questions;

    /** Of no use, but that it is computed: words read ahead, so that the processor waits for many of them at once. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /** Of what a scan kept; the rows are added to those that were found. */
    Ranking(Approach approach, PartScan scan, FoundRows found) {
        this.approach = approach;
        this.query = approach.query;
        this.blocks = approach.part.blocks;
        this.kept = scan.kept();
        this.products = scan.keptProducts();
        this.lengths = scan.keptLengths();
        this.size = scan.size();
        this.found = found;
        this.coarse = new int[size];
        this.questions = new int[size + 1];
    }

    void run() {
        @Nullable Nearest nearest = found.nearest();
        int few = nearest == null ? size : Math.max(FEW, FIRST_FOR_ONE * nearest.limit());
        float[] estimates = new float[size];
        for (int i = 0; i < size; i++) {
            estimates[i] = approach.cosine(lengths[i], query.bySigns(products[i]));
        }
        float first = nth(estimates, size, few);
        int count = 0;
        for (int i = 0; i < size; i++) {
            questions[count] = i;
            count += estimates[i] >= first ? 1 : 0;
        }
        ofCoarse(count);
        ofFine(count);
        float bound = found.least();
        float bySigns = ERRORS * query.errorBySigns(approach.product(bound));
        count = 0;
        for (int i = 0; i < size; i++) {
            questions[count] = i;
            count += estimates[i] < first && estimates[i] + bySigns * lengths[i] >= bound ? 1 : 0;
        }
        ofCoarse(count);
        float byCoarse = ERRORS * query.errorByCoarse(approach.product(bound));
        int near = 0;
        for (int i = 0; i < count; i++) {
            int question = questions[i];
            questions[near] = question;
            float product = query.byCoarse(products[question], coarse[question]) + byCoarse;
            near += approach.cosine(lengths[question], product) >= bound ? 1 : 0;
        }
        ofFine(near);
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

    private void ofFine(int count) {
        for (int from = 0; from < count; from += AT_ONCE) {
            int end = Math.min(count, from + AT_ONCE);
            for (int i = from; i < end; i++) {
                CodeBlock block = block(questions[i]);
                int at = row(questions[i]) * block.fineWords;
                touched += block.fine[at] + block.fine[at + block.fineWords / 2] + block.fine[at + block.fineWords - 1];
            }
            for (int i = from; i < end; i++) {
                estimate(questions[i]);
            }
        }
    }

    private void estimate(int i) {
        CodeBlock block = block(i);
        int row = row(i);
        float product = query.estimate(block, row, products[i], coarse[i]);
        float cosine = approach.cosine(lengths[i], product);
        float error = lengths[i] * LAST_ERRORS * query.error(block.spread(row), product);
        found.add(block.rids[row], block.keys[row], cosine, error);
    }

    private CodeBlock block(int i) {
        return blocks[kept[i] / CodeBlock.ROWS];
    }

    private int row(int i) {
        return kept[i] % CodeBlock.ROWS;
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
}
