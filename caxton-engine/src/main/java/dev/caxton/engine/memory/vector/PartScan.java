package dev.caxton.engine.memory.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the signs of every row of one part that a filter accepts, and keeps those that may be among the nearest by
 * what the signs tell. Used by one thread, for one part after the other.
 */
final class PartScan {

    /** Standard deviations that the cosine of a row that matters is hardly above an estimate by the upper planes. */
    static final float ERRORS = 3.25f;

    private static final int AT_ONCE = 8;
    /** Where a filter accepts fewer than one row of so many, they are looked at one by one. */
    private static final int WORTH_ALL = 5;
    /** Cosines as whole numbers. */
    private static final float FINE = 1 << 20;

    private final RowFilter filter;
    private final boolean all;
    private final short[] chosen = new short[CodeBlock.ROWS];
    private final int[] products = new int[CodeBlock.ROWS];
    /** By how much the cosine of each row of a block may exceed what it must reach. */
    private final int[] over = new int[CodeBlock.ROWS];

    private int[] kept = new int[CodeBlock.ROWS];
    private int[] keptProducts = new int[CodeBlock.ROWS];
    private float[] keptLengths = new float[CodeBlock.ROWS];
    private int size;
    private int accepted;
    private long seen;

    PartScan(RowFilter filter) {
        this.filter = filter;
        this.all = filter.acceptsAll();
    }

    /** Positions of the rows that were kept. */
    int[] kept() {
        return kept;
    }

    /** What the signs of each contribute. */
    int[] keptProducts() {
        return keptProducts;
    }

    /** Their lengths. */
    float[] keptLengths() {
        return keptLengths;
    }

    /** How many they are. */
    int size() {
        return size;
    }

    /** How many rows of the parts so far the filter accepts. */
    int accepted() {
        return accepted;
    }

    /** About how many of so many rows it accepts. */
    int acceptedOf(long rows) {
        return (int) Math.min(Integer.MAX_VALUE, all ? rows : accepted * rows / Math.max(1, seen));
    }

    /**
     * Looks at a part.
     *
     * @param least what rows must reach
     * @param limit keys that are sought; 0 to keep every row
     */
    void scan(Approach approach, float least, int limit) {
        size = 0;
        Part part = approach.part;
        seen += part.live;
        @Nullable Nearest nearest = limit == 0 ? null : new Nearest(limit);
        float bound = least;
        for (int b = 0; b < part.blocks.length; b++) {
            CodeBlock block = part.blocks[b];
            int rows = part.rows(b);
            int before = size;
            if (all) {
                accepted += block.removedCount == 0 ? rows : rows - block.removedAmong(rows);
                compare(approach, block, rows, bound);
                keepAll(block, rows, b * CodeBlock.ROWS);
            } else {
                int count = filter.choose(block, rows, chosen);
                accepted += count;
                keepChosen(approach, block, rows, count, b * CodeBlock.ROWS, bound);
            }
            if (nearest != null && size > before) {
                bound = Math.max(bound, raised(approach, block, before, nearest));
            }
        }
    }

    private void keepChosen(Approach approach, CodeBlock block, int rows, int count, int from, float bound) {
        int near = 0;
        for (int i = 0; i < count; i++) {
            short row = chosen[i];
            chosen[near] = row;
            near += approach.highest(block.lengths[row]) >= bound ? 1 : 0;
        }
        if (near * WORTH_ALL > rows) {
            compare(approach, block, rows, bound);
            for (int i = 0; i < near; i++) {
                int row = chosen[i];
                if (over[row] >= 0) {
                    keep(from + row, products[row], block.lengths[row]);
                }
            }
            return;
        }
        QueryCode query = approach.query;
        float error = ERRORS * query.errorBySigns(approach.product(bound));
        for (int i = 0; i < near; i++) {
            int row = chosen[i];
            int product = query.ofSigns(block, row);
            if (approach.cosine(block.lengths[row], query.bySigns(product) + error) >= bound) {
                keep(from + row, product, block.lengths[row]);
            }
        }
    }

    private void compare(Approach approach, CodeBlock block, int rows, float bound) {
        QueryCode query = approach.query;
        query.ofSigns(block, rows, products);
        compare(
                block.lengths,
                products,
                rows,
                query.signFactor(),
                query.bySigns(0) + ERRORS * query.errorBySigns(approach.product(bound)),
                approach.less(),
                approach.cosine() - bound,
                over);
    }

    /** In a shape of which the compiler makes instructions that work on several rows at once. */
    private static void compare(
            float[] lengths, int[] products, int rows, float factor, float plus, float less, float above, int[] over) {
        for (int row = 0; row < rows; row++) {
            float length = lengths[row];
            over[row] = (int) ((above + length * (products[row] * factor + plus - less * length)) * FINE);
        }
    }

    private void keepAll(CodeBlock block, int rows, int from) {
        boolean whole = block.removedCount == 0;
        for (int row = 0; row < rows; row += AT_ONCE) { // most have none that passes
            if (row + AT_ONCE > rows
                    || (over[row]
                                    & over[row + 1]
                                    & over[row + 2]
                                    & over[row + 3]
                                    & over[row + 4]
                                    & over[row + 5]
                                    & over[row + 6]
                                    & over[row + 7])
                            >= 0) {
                int end = Math.min(rows, row + AT_ONCE);
                for (int i = row; i < end; i++) {
                    if (over[i] >= 0 && (whole || !block.isRemoved(i))) {
                        keep(from + i, products[i], block.lengths[i]);
                    }
                }
            }
        }
    }

    private void keep(int position, int product, float length) {
        if (size == kept.length) {
            kept = Arrays.copyOf(kept, 2 * size);
            keptProducts = Arrays.copyOf(keptProducts, 2 * size);
            keptLengths = Arrays.copyOf(keptLengths, 2 * size);
        }
        kept[size] = position;
        keptLengths[size] = length;
        keptProducts[size++] = product;
    }

    /** What later rows must reach, now that some more are known. */
    private float raised(Approach approach, CodeBlock block, int from, Nearest nearest) {
        QueryCode query = approach.query;
        float error = ERRORS * query.errorBySigns(0);
        for (int i = from; i < size; i++) {
            float cosine = approach.cosine(keptLengths[i], query.bySigns(keptProducts[i]) - error);
            if (cosine > nearest.least()) {
                nearest.offer(block.keys[kept[i] % CodeBlock.ROWS], cosine);
            }
        }
        return nearest.least();
    }
}
