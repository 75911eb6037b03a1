package dev.caxton.engine.memory.vector;

import java.util.Arrays;

/**
 * One search through all codes: counts the signs in which each row differs from the query, keeps those that differ least,
 * and ranks them by a finer estimate.
 *
 * <p>How many differ how much is counted on the way, so that what is kept can be cut back whenever it becomes too much,
 * without sorting. Used by one thread, once.
 */
final class Scan {

    private static final int SLACK = 4;
    /** Of so many that the signs let through, one is ranked. */
    private static final int RANKED_OF = 4;

    private static final int BUCKETS = 1024;

    private final VectorCodes.Snapshot snapshot;
    private final RowFilter filter;
    private final boolean all;
    private final int wanted;
    private final int most;
    private final int words;
    private final long[] signs;
    private final SignCode.Query finer;
    private final int[] histogram;
    /** Of a block's rows; or, with a filter, the rows it keeps. */
    private final short[] distances = new short[CodeBlock.ROWS];

    /** Distance in the upper half, position in the lower. */
    private long[] kept;

    private int size;
    private int cut;
    private int accepted;

    Scan(VectorCodes.Snapshot snapshot, float[] query, RowFilter filter, int wanted) {
        this.snapshot = snapshot;
        this.filter = filter;
        this.all = filter.acceptsAll();
        this.wanted = wanted;
        this.words = SignCode.words(query.length);
        this.signs = SignCode.signs(query);
        this.finer = new SignCode.Query(query);
        this.histogram = new int[query.length + 1];
        this.cut = query.length;
        this.most = (int) Math.min(Integer.MAX_VALUE / 2, (long) wanted * SLACK);
        this.kept = new long[Math.min(most, CodeBlock.ROWS)];
    }

    Candidates run() {
        CodeBlock[] blocks = snapshot.blocks();
        for (int b = 0; b < blocks.length; b++) {
            int rows = snapshot.rows(b);
            if (all) {
                scanAll(blocks[b], rows, b * CodeBlock.ROWS);
            } else {
                scanAccepted(blocks[b], rows, b * CodeBlock.ROWS);
            }
        }
        cutBack();
        return ranked();
    }

    private void scanAll(CodeBlock block, int rows, int first) {
        short[] differences = distances;
        if (words == 6) {
            differencesOfSix(block.codes, rows, differences);
        } else {
            for (int row = 0; row < rows; row++) {
                differences[row] = (short) difference(block.codes, row);
            }
        }
        int removed = block.removedCount;
        for (int row = 0; row < rows; row++) {
            if (differences[row] <= cut && (removed == 0 || !block.isRemoved(row))) {
                keep(differences[row], first + row);
            }
        }
        accepted += removed == 0 ? rows : rows - block.removedAmong(rows);
    }

    private void scanAccepted(CodeBlock block, int rows, int first) {
        short[] chosen = distances;
        int count = filter.choose(block, rows, chosen);
        accepted += count;
        for (int i = 0; i < count; i++) {
            int distance = difference(block.codes, chosen[i]);
            if (distance <= cut) {
                keep(distance, first + chosen[i]);
            }
        }
    }

    private int difference(long[] codes, int row) {
        int sum = 0;
        int at = row * words;
        for (int word = 0; word < words; word++) {
            sum += Long.bitCount(codes[at + word] ^ signs[word]);
        }
        return sum;
    }

    /** The same for the 384 dimensions of the model that is in the box, in a shape that the compiler makes good use of. */
    private void differencesOfSix(long[] codes, int rows, short[] differences) {
        long a = signs[0];
        long b = signs[1];
        long c = signs[2];
        long d = signs[3];
        long e = signs[4];
        long f = signs[5];
        for (int row = 0, at = 0; row < rows; row++, at += 6) {
            differences[row] = (short) (Long.bitCount(codes[at] ^ a)
                    + Long.bitCount(codes[at + 1] ^ b)
                    + Long.bitCount(codes[at + 2] ^ c)
                    + Long.bitCount(codes[at + 3] ^ d)
                    + Long.bitCount(codes[at + 4] ^ e)
                    + Long.bitCount(codes[at + 5] ^ f));
        }
    }

    private void keep(int distance, int position) {
        if (size == kept.length) {
            if (size < most) {
                kept = Arrays.copyOf(kept, (int) Math.min(most, 2L * size));
            } else {
                cutBack();
                if (distance > cut) {
                    return;
                }
            }
        }
        histogram[distance]++;
        kept[size++] = (long) distance << Integer.SIZE | position;
    }

    /** Lets go of what is farther than the {@link #wanted} nearest; of those at the limit, the first rows stay. */
    private void cutBack() {
        if (size <= wanted) {
            return;
        }
        int nearer = 0;
        int limit = 0;
        while (nearer + histogram[limit] < wanted) {
            nearer += histogram[limit++];
        }
        int room = wanted - nearer;
        int left = 0;
        for (int i = 0; i < size; i++) {
            int distance = (int) (kept[i] >>> Integer.SIZE);
            if (distance < limit || distance == limit && room-- > 0) {
                kept[left++] = kept[i];
            }
        }
        size = left;
        Arrays.fill(histogram, limit + 1, histogram.length, 0);
        histogram[limit] = wanted - nearer;
        // A later row at the limit could only take the place of an earlier one.
        cut = limit - 1;
    }

    /** The part of what was kept that the finer estimate puts first, in its order. */
    private Candidates ranked() {
        float[] estimates = new float[size];
        int[] buckets = new int[BUCKETS];
        for (int i = 0; i < size; i++) {
            int position = (int) kept[i];
            CodeBlock block = snapshot.blocks()[position / CodeBlock.ROWS];
            estimates[i] = finer.estimate(block.codes, position % CodeBlock.ROWS * words);
            buckets[bucket(estimates[i])]++;
        }
        int least = BUCKETS;
        int count = 0;
        while (least > 0 && count < Math.ceilDiv(wanted, RANKED_OF)) {
            count += buckets[--least];
        }
        long[] order = new long[count];
        int next = 0;
        for (int i = 0; i < size; i++) {
            if (bucket(estimates[i]) >= least) {
                order[next++] = (long) ~sortable(estimates[i]) << Integer.SIZE | i;
            }
        }
        Arrays.sort(order);
        Candidates candidates = new Candidates(count, accepted, SignCode.error(signs.length * Long.SIZE));
        for (int i = 0; i < count; i++) {
            int place = (int) order[i];
            int position = (int) kept[place];
            CodeBlock block = snapshot.blocks()[position / CodeBlock.ROWS];
            int row = position % CodeBlock.ROWS;
            candidates.set(i, block.rids[row], block.keys[row], estimates[place]);
        }
        return candidates;
    }

    private static int bucket(float estimate) {
        return Math.clamp((int) ((estimate + 1) * (BUCKETS / 2)), 0, BUCKETS - 1);
    }

    /** An integer that orders as the number does. */
    private static int sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }
}
