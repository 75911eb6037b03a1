package dev.caxton.engine.memory;

import java.util.Arrays;

/** The rows with the highest scores; of equal scores the lower row. Scores are above zero. */
final class BestRows {

    /** Score and row in one number, which is the lower the worse they are: a heap of such numbers is fast to compare. */
    private final long[] heap;

    private int size;

    BestRows(int limit) {
        heap = new long[limit];
    }

    private static long key(int row, float score) {
        return (long) Float.floatToIntBits(score) << Integer.SIZE | Integer.MAX_VALUE - row;
    }

    /** Whether a row would be among the best so far. */
    boolean isBetter(int row, float score) {
        return size < heap.length || key(row, score) > heap[0];
    }

    /** Takes a row that {@link #isBetter}. */
    void add(int row, float score) {
        long key = key(row, score);
        if (size < heap.length) {
            int at = size++;
            while (at > 0 && heap[(at - 1) / 2] > key) {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = key;
            return;
        }
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }

    interface Visitor {
        void visit(int row, float score);
    }

    /** The best first. */
    void each(Visitor visitor) {
        long[] ranked = Arrays.copyOf(heap, size);
        Arrays.sort(ranked);
        for (int i = size - 1; i >= 0; i--) {
            visitor.visit(
                    Integer.MAX_VALUE - (int) ranked[i], Float.intBitsToFloat((int) (ranked[i] >>> Integer.SIZE)));
        }
    }
}
