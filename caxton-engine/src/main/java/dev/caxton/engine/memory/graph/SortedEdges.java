package dev.caxton.engine.memory.graph;

import java.util.Arrays;

/**
 * Relations lying one after the other by the entity they start at, and listed by the entity they point to (compressed
 * sparse rows). Within an entity they are in the order of their rows. None is added; those that go are marked.
 */
final class SortedEdges {

    static final SortedEdges EMPTY = of(0, new EdgeColumns(0), 0);

    final EdgeColumns columns;
    private final int count;
    private final int nodes;
    private final int[] outStarts;
    private final int[] inStarts;
    private final int[] inEdges;
    /** Places of the relations in the order of their rows. */
    private final int[] byRid;

    private SortedEdges(
            EdgeColumns columns, int count, int nodes, int[] outStarts, int[] inStarts, int[] in, int[] byRid) {
        this.columns = columns;
        this.count = count;
        this.nodes = nodes;
        this.outStarts = outStarts;
        this.inStarts = inStarts;
        this.inEdges = in;
        this.byRid = byRid;
    }

    /** Sorts the first relations of these columns, which are in the order of their rows. */
    static SortedEdges of(int nodes, EdgeColumns inRidOrder, int count) {
        int[] outStarts = starts(nodes, inRidOrder.from, count);
        int[] inStarts = starts(nodes, inRidOrder.to, count);
        int[] outNext = outStarts.clone();
        int[] inNext = inStarts.clone();
        EdgeColumns sorted = new EdgeColumns(count);
        int[] inEdges = new int[count];
        int[] byRid = new int[count];
        for (int i = 0; i < count; i++) {
            int place = outNext[inRidOrder.from[i]]++;
            sorted.copy(inRidOrder, i, place);
            inEdges[inNext[inRidOrder.to[i]]++] = place;
            byRid[i] = place;
        }
        return new SortedEdges(sorted, count, nodes, outStarts, inStarts, inEdges, byRid);
    }

    private static int[] starts(int nodes, int[] ends, int count) {
        int[] starts = new int[nodes + 1];
        for (int i = 0; i < count; i++) {
            starts[ends[i] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return starts;
    }

    int count() {
        return count;
    }

    /** First relation that starts at an entity; they follow each other up to {@link #outEnd}. */
    int outStart(int node) {
        return node < nodes ? outStarts[node] : 0;
    }

    int outEnd(int node) {
        return node < nodes ? outStarts[node + 1] : 0;
    }

    /** First place in the list of those that point to an entity. */
    int inStart(int node) {
        return node < nodes ? inStarts[node] : 0;
    }

    int inEnd(int node) {
        return node < nodes ? inStarts[node + 1] : 0;
    }

    int inEdge(int place) {
        return inEdges[place];
    }

    /** The relation at a place in the order of rows. */
    int inRidOrder(int place) {
        return byRid[place];
    }

    /** Place of the relation of a row; -1 if there is none. */
    int ofRid(long rid) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            long found = columns.rids[byRid[middle]];
            if (found == rid) {
                return byRid[middle];
            }
            if (found < rid) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    long bytes() {
        return (long) count * (EdgeColumns.BYTES + 2 * Integer.BYTES) + (nodes + 1L) * 2 * Integer.BYTES;
    }
}
