package dev.caxton.engine.memory.vector;

import java.util.Arrays;

/**
 * Codes side by side with what is known of each: ascending by row id.
 *
 * <p>Only the writer changes it, and only by adding rows behind those that readers look at and by marking a row as
 * removed. What readers may look at is said by the {@link VectorCodes.Snapshot} they hold.
 */
final class CodeBlock {

    static final int ROWS = 1024;

    final int words;
    /** Row after row, {@link #words} each. */
    final long[] codes;
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

    CodeBlock(int words) {
        this(words, ROWS);
    }

    private CodeBlock(int words, int rows) {
        this.words = words;
        codes = new long[rows * words];
        rids = new long[rows];
        keys = new long[rows];
        groups = new int[rows];
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

    void remove(int row) {
        removed[row >>> 5] |= 1 << row;
        Arrays.fill(codes, row * words, (row + 1) * words, 0); // what was forgotten is not kept
        removedCount++;
    }

    /** The row with this id; negative, as {@link Arrays#binarySearch(long[], long)} has it, if there is none. */
    int find(long rid) {
        return Arrays.binarySearch(rids, 0, count, rid);
    }

    /** Writes a row behind the others. */
    void append(long rid, long key, int group, long[] source, int from) {
        System.arraycopy(source, from, codes, count * words, words);
        rids[count] = rid;
        keys[count] = key;
        groups[count] = group;
        count++;
    }

    /** Writes the rows of another block that are not removed behind the others. */
    void appendLive(CodeBlock other, int from, int to) {
        for (int row = from; row < to; row++) {
            if (!other.isRemoved(row)) {
                append(other.rids[row], other.keys[row], other.groups[row], other.codes, row * words);
            }
        }
    }

    /** Bytes on the heap for a row. */
    static int bytesPerRow(int words) {
        return Long.BYTES * (words + 2) + Integer.BYTES;
    }
}
