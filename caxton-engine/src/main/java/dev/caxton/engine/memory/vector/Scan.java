package dev.caxton.engine.memory.vector;

import java.util.Arrays;

/**
 * One search through all codes: counts the signs in which each row differs from the query, keeps those that differ least,
 * and ranks them by what the finer planes tell.
 *
 * <p>A look at a part of each block says beforehand about where to cut, so that few rows are kept only to be let go of
 * again. Of the others the first half of the signs is compared; only a row that differs little in them has the second half
 * compared too. Used by one thread, once.
 */
final class Scan {

    private static final int SLACK = 4;
    /** So many of the rows that are wanted are to be met beforehand. */
    private static final int SAMPLED = 64;

    /** A row at the cut is passed over if its first half differs by so many standard deviations more than half the cut. */
    private static final double HALF_ERRORS = 1.25;

    private static final int AT_ONCE = 8;
    /** Where a filter accepts fewer than one row of so many, they are compared one by one. */
    private static final int WORTH_ALL = 24;
    /** With a filter, the accepted rows of one block of so many are looked at beforehand. */
    private static final int SAMPLED_BLOCK = 8;

    private final VectorCodes.Snapshot snapshot;
    private final RowFilter filter;
    private final boolean all;
    private final int wanted;
    private final int limit;
    private final int most;
    private final int words;
    private final int first;
    private final QueryCode query;
    private final long[] signs;
    private final int dimensions;
    private final int[] histogram;
    private final short[] chosen = new short[CodeBlock.ROWS];
    /** In how many signs of its first half each row of a block differs beyond the cut. */
    private final int[] differences = new int[CodeBlock.ROWS];

    /** Distance in the upper half, position in the lower. */
    private long[] kept;

    /** What the signs of each contribute to its product with the query. */
    private int[] products;

    private int size;
    /** Rows that differ in no more are kept. */
    private int cut;
    /** Rows whose first half differs in no more are looked at. */
    private int halfCut;

    private int accepted;
    /** Of no use, but that it is computed: words read ahead, so that the processor waits for many of them at once. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    Scan(VectorCodes.Snapshot snapshot, float[] query, RowFilter filter, int wanted, int limit) {
        this.snapshot = snapshot;
        this.filter = filter;
        this.all = filter.acceptsAll();
        this.wanted = wanted;
        this.limit = limit;
        this.dimensions = query.length;
        this.words = VectorCode.words(query.length);
        this.first = (words + 1) / 2;
        this.query = new QueryCode(query);
        this.signs = this.query.signs();
        this.histogram = new int[query.length + 1];
        this.most = (int) Math.min(Integer.MAX_VALUE / 2, (long) wanted * SLACK);
        this.kept = new long[Math.min(most, 4 * CodeBlock.ROWS)];
        this.products = new int[kept.length];
        cutAt(dimensions);
    }

    private void cutAt(int distance) {
        cut = distance;
        int bits = Math.min(dimensions, first * Long.SIZE);
        double part = (double) bits / dimensions;
        double differing = (double) Math.max(0, distance) / dimensions;
        double deviation = Math.sqrt(bits * differing * (1 - differing) * (1 - part));
        halfCut = distance >= dimensions ? bits : (int) Math.ceil(distance * part + HALF_ERRORS * deviation);
    }

    Candidates run() {
        boolean sampled = all ? sample() : sampleAccepted();
        scan();
        if (sampled && size < wanted / 2) { // rows like the query lie together, and the sample met too many of them
            cutAt(dimensions);
            Arrays.fill(histogram, 0);
            size = 0;
            accepted = 0;
            scan();
        }
        cutBack();
        return new Ranking(snapshot, query, kept, products, size).best(limit, accepted);
    }

    private void scan() {
        CodeBlock[] blocks = snapshot.blocks();
        for (int b = 0; b < blocks.length; b++) {
            int rows = snapshot.rows(b);
            if (all) {
                scanAll(blocks[b], rows, b * CodeBlock.ROWS);
            } else {
                scanAccepted(blocks[b], b);
            }
        }
    }

    /** Sets the cut to what about as many rows as are wanted pass; false where there are too few rows to tell. */
    private boolean sample() {
        CodeBlock[] blocks = snapshot.blocks();
        int each = Math.ceilDiv(CodeBlock.ROWS * SAMPLED, wanted);
        if (snapshot.live() < (long) SLACK * wanted || each > CodeBlock.ROWS / 2) {
            return false;
        }
        int seen = 0;
        for (int b = 0; b < blocks.length; b++) {
            int rows = snapshot.rows(b);
            int from = b * each % (CodeBlock.ROWS - each);
            for (int row = from; row < Math.min(rows, from + each); row++) {
                if (!blocks[b].isRemoved(row)) {
                    histogram[difference(blocks[b], row)]++;
                    seen++;
                }
            }
        }
        cutAtSample((double) wanted * seen / Math.max(1, snapshot.live()));
        return true;
    }

    /** The same by the rows that the filter accepts in every so many blocks. */
    private boolean sampleAccepted() {
        CodeBlock[] blocks = snapshot.blocks();
        if (blocks.length < 2 * SAMPLED_BLOCK) {
            return false;
        }
        int seen = 0;
        for (int b = 0; b < blocks.length; b += SAMPLED_BLOCK) {
            int count = choose(b);
            for (int i = 0; i < count; i++) {
                histogram[difference(blocks[b], chosen[i])]++;
            }
            seen += count;
        }
        if (seen < (long) SLACK * wanted / SAMPLED_BLOCK) {
            Arrays.fill(histogram, 0);
            return false;
        }
        cutAtSample((double) wanted / SAMPLED_BLOCK);
        return true;
    }

    private void cutAtSample(double enough) {
        int distance = 0;
        for (int nearer = histogram[0]; nearer < enough && distance < dimensions; nearer += histogram[distance]) {
            distance++;
        }
        Arrays.fill(histogram, 0);
        cutAt(distance);
    }

    private void scanAll(CodeBlock block, int rows, int from) {
        int count = passing(block.heads, rows);
        boolean whole = block.removedCount == 0;
        int rest = words - first;
        for (int i = 0; i < count && rest > 0; i++) {
            touched += block.tails[chosen[i] * rest];
        }
        for (int i = 0; i < count; i++) {
            int row = chosen[i];
            int distance = difference(block, row);
            if (distance <= cut && (whole || !block.isRemoved(row))) {
                keep(block, row, distance, from);
            }
        }
        accepted += whole ? rows : rows - block.removedAmong(rows);
    }

    /** Notes the rows whose first half differs little enough; returns how many they are. */
    private int passing(long[] heads, int rows) {
        int[] over = compareHeads(heads);
        int count = 0;
        for (int row = 0; row < rows; row += AT_ONCE) { // most have none that passes
            if ((over[row]
                            | over[row + 1]
                            | over[row + 2]
                            | over[row + 3]
                            | over[row + 4]
                            | over[row + 5]
                            | over[row + 6]
                            | over[row + 7])
                    < 0) {
                int end = Math.min(rows, row + AT_ONCE);
                for (int i = row; i < end; i++) {
                    if (over[i] < 0) {
                        chosen[count++] = (short) i;
                    }
                }
            }
        }
        return count;
    }

    /** By how much the first half of each row differs beyond what passes; below zero for what passes. */
    private int[] compareHeads(long[] heads) {
        int[] over = differences;
        if (first == 3) {
            overThree(heads, signs[0], signs[1], signs[2], halfCut + 1, over);
        } else {
            Arrays.fill(over, -halfCut - 1);
            for (int word = 0; word < first; word++) {
                addOne(heads, word * CodeBlock.ROWS, signs[word], over);
            }
        }
        return over;
    }

    /** In a shape of which the compiler makes instructions that count in several rows at once, where there are any. */
    private static void addOne(long[] heads, int from, long signs, int[] over) {
        for (int row = 0; row < CodeBlock.ROWS; row++) {
            over[row] += Long.bitCount(heads[from + row] ^ signs);
        }
    }

    /** The same, for the 384 dimensions of the model that is in the box. */
    private static void overThree(long[] heads, long a, long b, long c, int limit, int[] over) {
        for (int row = 0; row < CodeBlock.ROWS; row++) {
            over[row] = Long.bitCount(heads[row] ^ a)
                    + Long.bitCount(heads[row + CodeBlock.ROWS] ^ b)
                    + Long.bitCount(heads[row + 2 * CodeBlock.ROWS] ^ c)
                    - limit;
        }
    }

    private void scanAccepted(CodeBlock block, int b) {
        int count = choose(b);
        accepted += count;
        if (cut < dimensions && count * WORTH_ALL > CodeBlock.ROWS) {
            int[] over = compareHeads(block.heads);
            int passed = 0;
            for (int i = 0; i < count; i++) {
                short row = chosen[i];
                chosen[passed] = row;
                passed += over[row] >>> 31;
            }
            count = passed;
        }
        for (int i = 0; i < count; i++) {
            int distance = difference(block, chosen[i]);
            if (distance <= cut) {
                keep(block, chosen[i], distance, b * CodeBlock.ROWS);
            }
        }
    }

    /** Notes the rows of a block that the filter accepts; returns how many they are. */
    private int choose(int b) {
        int rows = snapshot.rows(b);
        boolean settled = b < snapshot.blocks().length - 1 || rows == CodeBlock.ROWS;
        return filter.choose(snapshot.blocks()[b], rows, settled, chosen);
    }

    private int difference(CodeBlock block, int row) {
        int sum = 0;
        for (int word = 0; word < first; word++) {
            sum += Long.bitCount(block.heads[word * CodeBlock.ROWS + row] ^ signs[word]);
        }
        int at = row * (words - first) - first;
        for (int word = first; word < words; word++) {
            sum += Long.bitCount(block.tails[at + word] ^ signs[word]);
        }
        return sum;
    }

    private void keep(CodeBlock block, int row, int distance, int from) {
        if (size == kept.length) {
            if (size < most) {
                kept = Arrays.copyOf(kept, (int) Math.min(most, 2L * size));
                products = Arrays.copyOf(products, kept.length);
            } else {
                cutBack();
                if (distance > cut) {
                    return;
                }
            }
        }
        histogram[distance]++;
        products[size] = query.ofSigns(block, row); // now, while the signs are at hand
        kept[size++] = (long) distance << Integer.SIZE | from + row;
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
                products[left] = products[i];
                kept[left++] = kept[i];
            }
        }
        size = left;
        Arrays.fill(histogram, limit + 1, histogram.length, 0);
        histogram[limit] = wanted - nearer;
        // A later row at the limit could only take the place of an earlier one.
        cutAt(limit - 1);
    }
}
