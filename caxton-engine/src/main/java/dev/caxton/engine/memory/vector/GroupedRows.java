package dev.caxton.engine.memory.vector;

import java.util.Arrays;

/** The first rows of a block, group by group, so that a filter need not look at every row. Immutable. */
final class GroupedRows {

    private final short[] rows;
    /** Ascending. */
    private final int[] groups;
    /** Where each group begins among the rows, and where the last ends. */
    private final short[] starts;

    GroupedRows(int[] groupOf, int count) {
        long[] order = new long[count];
        for (int row = 0; row < count; row++) {
            order[row] = (long) groupOf[row] << Integer.SIZE | row;
        }
        Arrays.sort(order);
        rows = new short[count];
        int[] found = new int[count];
        short[] begins = new short[count + 1];
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            int group = (int) (order[i] >>> Integer.SIZE);
            rows[i] = (short) order[i];
            if (distinct == 0 || found[distinct - 1] != group) {
                found[distinct] = group;
                begins[distinct++] = (short) i;
            }
        }
        begins[distinct] = (short) count;
        groups = Arrays.copyOf(found, distinct);
        starts = Arrays.copyOf(begins, distinct + 1);
    }

    /** How many rows it knows. */
    int size() {
        return rows.length;
    }

    /** Notes the rows of wanted groups; returns how many they are. */
    int choose(byte[] wanted, short[] chosen) {
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] < wanted.length && wanted[groups[i]] != 0) {
                int size = starts[i + 1] - starts[i];
                System.arraycopy(rows, starts[i], chosen, count, size);
                count += size;
            }
        }
        return count;
    }
}
