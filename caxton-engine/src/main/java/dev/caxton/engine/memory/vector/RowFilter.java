package dev.caxton.engine.memory.vector;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which rows a search looks at. Immutable by agreement: nobody changes what it was made of while it is used. */
public final class RowFilter {

    /** Ones and zeros, so that rows are chosen without a branch for each. */
    private final byte[] groups;

    private final @Nullable BitSet rids;

    /**
     * A filter.
     *
     * @param groups by number of a group, whether its rows are wanted; groups beyond its end are not
     * @param rids only these row ids; null for all
     */
    public RowFilter(boolean[] groups, @Nullable BitSet rids) {
        this.groups = new byte[groups.length];
        for (int i = 0; i < groups.length; i++) {
            this.groups[i] = (byte) (groups[i] ? 1 : 0);
        }
        this.rids = rids;
    }

    /**
     * Notes the first rows of a block that are wanted and not removed; returns how many they are.
     */
    int choose(CodeBlock block, int rows, short[] chosen) {
        GroupedRows grouped = block.grouped(rows);
        boolean known = grouped.size() <= rows; // not by a later search, which knows more rows
        int count = known ? grouped.choose(groups, chosen) : 0;
        count = choose(block.groups, known ? grouped.size() : 0, rows, chosen, count);
        return rids == null && block.removedCount == 0 ? count : chooseAmong(block, chosen, count);
    }

    private int choose(int[] groupOf, int from, int rows, short[] chosen, int before) {
        byte[] wanted = groups;
        int count = before;
        for (int row = from; row < rows; row++) {
            chosen[count] = (short) row;
            int group = groupOf[row];
            count += group < wanted.length ? wanted[group] : 0;
        }
        return count;
    }

    private int chooseAmong(CodeBlock block, short[] chosen, int count) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            int row = chosen[i];
            if (!block.isRemoved(row) && (rids == null || rids.get(Math.toIntExact(block.rids[row])))) {
                chosen[left++] = (short) row;
            }
        }
        return left;
    }

    /** Whether it keeps every row, given that it knows every group. */
    boolean acceptsAll() {
        if (rids != null) {
            return false;
        }
        for (byte group : groups) {
            if (group == 0) {
                return false;
            }
        }
        return true;
    }
}
