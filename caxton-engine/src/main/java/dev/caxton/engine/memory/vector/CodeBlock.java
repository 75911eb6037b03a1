package dev.caxton.engine.memory.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Codes side by side with what is known of each: ascending by row id.
 *
 * <p>Only the writer changes it, and only by adding rows behind those that readers look at and by marking a row as
 * removed. What readers may look at is said by the {@link Snapshot} they hold.
 */
final class CodeBlock {

    /** Rows of a block that grows no more. */
    static final int ROWS = 1024;

    /** Rows of a block at first. */
    private static final int LEAST_ROWS = 64;

    /** It grows by this part of it. */
    private static final int GROWTH = 16;

    /** So many rows at the end are not worth being listed by group. */
    private static final int UNGROUPED = 128;

    /** Rows for which there is room. */
    final int capacity;

    final int words;
    /** The first word of signs of every row, then the second of every row, and so on: what a scan can do eight at a time. */
    final long[] signs;
    /** Row after row, the plane below the signs. */
    final long[] coarse;
    /** Row after row, the planes below that, then scale and spread: what is looked at together. */
    final long[] fine;
    /** Words of a row among {@link #fine}. */
    final int fineWords;
    /** Length of what is coded: of the vector without its centre. */
    final float[] lengths;
    /** Row ids of the database, ascending. */
    final long[] rids;
    /** Whose vector it is; rows of one key compete for one place in a result. */
    final long[] keys;

    final int[] groups;
    /** A bit for each row that was removed. */
    final int[] removed = new int[ROWS / Integer.SIZE];
    /** Rows written; the writer's own, readers have it from their snapshot unless the block is full or grows no more. */
    int count;

    int removedCount;
    /** Made by the first search that wants it; any is as good as another. */
    private volatile @Nullable GroupedRows grouped;

    CodeBlock(int words) {
        this(words, ROWS);
    }

    CodeBlock(int words, int capacity) {
        this.words = words;
        this.capacity = capacity;
        signs = new long[capacity * words];
        coarse = new long[capacity * words];
        fineWords = words * (VectorCode.FINER - 1) + 1;
        fine = new long[capacity * fineWords];
        lengths = new float[capacity];
        rids = new long[capacity];
        keys = new long[capacity];
        groups = new int[capacity];
    }

    /** With room for few rows, as for a list that may stay short, but for so many more if possible. */
    static CodeBlock small(int words, int more) {
        return new CodeBlock(words, Math.clamp(more, LEAST_ROWS, ROWS));
    }

    /** A copy with room for so many more rows if possible, and a few others. */
    CodeBlock grown(int more) {
        int growth = Math.max(more, Math.max(LEAST_ROWS / 2, capacity / GROWTH));
        CodeBlock grown = new CodeBlock(words, Math.min(ROWS, capacity + growth));
        grown.copyAll(this);
        return grown;
    }

    private void copyAll(CodeBlock other) {
        for (int word = 0; word < words; word++) {
            System.arraycopy(other.signs, word * other.capacity, signs, word * capacity, other.count);
        }
        System.arraycopy(other.coarse, 0, coarse, 0, other.count * words);
        System.arraycopy(other.fine, 0, fine, 0, other.count * fineWords);
        System.arraycopy(other.lengths, 0, lengths, 0, other.count);
        System.arraycopy(other.rids, 0, rids, 0, other.count);
        System.arraycopy(other.keys, 0, keys, 0, other.count);
        System.arraycopy(other.groups, 0, groups, 0, other.count);
        System.arraycopy(other.removed, 0, removed, 0, removed.length);
        count = other.count;
        removedCount = other.removedCount;
    }

    /** Whether there is no room left, though there may be in a copy that has {@link #grown}. */
    boolean isExhausted() {
        return count == capacity;
    }

    boolean isFull() {
        return count == ROWS;
    }

    int live() {
        return count - removedCount;
    }

    boolean isRemoved(int row) {
        return (removed[row >>> 5] & 1 << row) != 0;
    }

    /** How many of the first rows are removed. */
    int removedAmong(int rows) {
        int sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += removed[row >>> 5] >>> row & 1;
        }
        return sum;
    }

    /** All but a few of its first rows by group, or more than those. */
    GroupedRows grouped(int rows) {
        GroupedRows known = grouped;
        if (known == null || known.size() + UNGROUPED < rows) {
            known = new GroupedRows(groups, rows);
            grouped = known;
        }
        return known;
    }

    void remove(int row) {
        removed[row >>> 5] |= 1 << row;
        // what was forgotten is not kept
        for (int word = 0; word < words; word++) {
            signs[word * capacity + row] = 0;
        }
        lengths[row] = 0;
        wipe(coarse, row, words);
        wipe(fine, row, fineWords);
        removedCount++;
    }

    private static void wipe(long[] bits, int row, int each) {
        Arrays.fill(bits, row * each, (row + 1) * each, 0);
    }

    /** The row with this id; negative, as {@link Arrays#binarySearch(long[], long)} has it, if there is none. */
    int find(long rid) {
        return Arrays.binarySearch(rids, 0, count, rid);
    }

    /** As {@link VectorCode#scale}. */
    float scale(int row) {
        return Float.intBitsToFloat((int) (fine[(row + 1) * fineWords - 1] >>> Integer.SIZE));
    }

    /** As {@link VectorCode#spread}. */
    float spread(int row) {
        return Float.intBitsToFloat((int) fine[(row + 1) * fineWords - 1]);
    }

    /** Writes a row behind the others. */
    void append(long rid, long key, int group, VectorCode code, float length) {
        for (int word = 0; word < words; word++) {
            signs[word * capacity + count] = code.planes[word];
        }
        lengths[count] = length;
        System.arraycopy(code.planes, words, coarse, count * words, words);
        System.arraycopy(code.planes, 2 * words, fine, count * fineWords, fineWords - 1);
        fine[(count + 1) * fineWords - 1] = (long) Float.floatToRawIntBits(code.scale) << Integer.SIZE
                | Integer.toUnsignedLong(Float.floatToRawIntBits(code.spread));
        appendRow(rid, key, group);
    }

    /** The code of a row. */
    VectorCode code(int row) {
        long[] planes = new long[words * (VectorCode.FINER + 1)];
        for (int word = 0; word < words; word++) {
            planes[word] = signs[word * capacity + row];
        }
        System.arraycopy(coarse, row * words, planes, words, words);
        System.arraycopy(fine, row * fineWords, planes, 2 * words, fineWords - 1);
        return new VectorCode(planes, scale(row), spread(row));
    }

    private void appendRow(long rid, long key, int group) {
        rids[count] = rid;
        keys[count] = key;
        groups[count] = group;
        count++;
    }

    /** Writes a row of another block behind the others, as belonging to whom it is said to. */
    void append(long rid, long key, int group, CodeBlock other, int row) {
        for (int word = 0; word < words; word++) {
            signs[word * capacity + count] = other.signs[word * other.capacity + row];
        }
        lengths[count] = other.lengths[row];
        System.arraycopy(other.coarse, row * words, coarse, count * words, words);
        System.arraycopy(other.fine, row * fineWords, fine, count * fineWords, fineWords);
        appendRow(rid, key, group);
    }

    /** Writes a row of another block behind the others. */
    void append(CodeBlock other, int row) {
        append(other.rids[row], other.keys[row], other.groups[row], other, row);
    }

    /** Writes the rows of another block that are not removed behind the others; there is room for them. */
    void appendLive(CodeBlock other, int from, int to) {
        for (int row = from; row < to; row++) {
            if (!other.isRemoved(row)) {
                append(other, row);
            }
        }
    }

    /** Bytes of a row, in a file and on the heap; there a list of rows by group is added when it is wanted. */
    static int bytesPerRow(int words) {
        return Long.BYTES * (words * (VectorCode.FINER + 1) + 2) + 3 * Float.BYTES + Integer.BYTES;
    }
}
