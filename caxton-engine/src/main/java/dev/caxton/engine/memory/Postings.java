package dev.caxton.engine.memory;

import java.util.Arrays;

/**
 * The texts that hold one word, and how often, four bits each; for words that are too frequent to be read from the file
 * each time. Guarded by the lock of its {@link TextIndex}.
 */
final class Postings {

    /** More repetitions of a word than this do not raise a score any further. */
    static final int MOST = 15;

    private static final int PER_LONG = 16;
    private static final int BITS = 4;

    private long[] counts = new long[16];
    private int texts;

    interface Visitor {
        void visit(int row, int count);
    }

    /** Notes one more occurrence in a text. */
    void add(int row) {
        int place = row / PER_LONG;
        if (place >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(place + 1, counts.length + counts.length / 2));
        }
        int shift = row % PER_LONG * BITS;
        long count = counts[place] >>> shift & MOST;
        if (count == 0) {
            texts++;
        }
        if (count < MOST) {
            counts[place] += 1L << shift;
        }
    }

    /** Number of texts that hold the word. */
    int texts() {
        return texts;
    }

    long bytes() {
        return (long) counts.length * Long.BYTES;
    }

    void each(Visitor visitor) {
        for (int place = 0; place < counts.length; place++) {
            long rest = counts[place];
            int row = place * PER_LONG;
            while (rest != 0) {
                int skipped = Long.numberOfTrailingZeros(rest) / BITS;
                rest >>>= skipped * BITS;
                row += skipped;
                visitor.visit(row, (int) rest & MOST);
                rest >>>= BITS;
                row++;
            }
        }
    }
}
