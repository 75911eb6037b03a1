package dev.caxton.engine.memory.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Relations that came after the {@link SortedEdges} was built, in a list for each entity, the newest first.
 *
 * <p>One writer. A reader that follows a list from its head finds it whole: a relation is written before the head that
 * leads to it.
 */
final class LaterEdges {

    private static final int LEAST_CAPACITY = 256;

    final EdgeColumns columns;
    private final int[] nextOut;
    private final int[] nextIn;
    /** Place of the newest relation of an entity plus one; 0 for none. */
    private final AtomicIntegerArray outHeads;

    private final AtomicIntegerArray inHeads;
    private final Map<Long, Integer> byRid;
    private int count;

    LaterEdges(int nodeCapacity) {
        this(new EdgeColumns(LEAST_CAPACITY), nodeCapacity, new HashMap<>());
    }

    private LaterEdges(EdgeColumns columns, int nodeCapacity, Map<Long, Integer> byRid) {
        this.columns = columns;
        this.nextOut = new int[columns.capacity()];
        this.nextIn = new int[columns.capacity()];
        this.outHeads = new AtomicIntegerArray(nodeCapacity);
        this.inHeads = new AtomicIntegerArray(nodeCapacity);
        this.byRid = byRid;
    }

    /** This, or a larger copy where it is full or has no lists for so many entities. */
    LaterEdges withRoom(int nodeCapacity) {
        boolean full = count == columns.capacity();
        if (!full && nodeCapacity <= outHeads.length()) {
            return this;
        }
        LaterEdges larger = new LaterEdges(columns.resized(full ? count * 2 : columns.capacity()), nodeCapacity, byRid);
        for (int edge = 0; edge < count; edge++) {
            larger.link(edge);
        }
        larger.count = count;
        return larger;
    }

    void add(long rid, int from, int to, int type, double strength, long since, long until) {
        columns.set(count, rid, from, to, type, strength, since, until);
        link(count);
        byRid.put(rid, count);
        count++;
    }

    private void link(int edge) {
        int from = columns.from[edge];
        int to = columns.to[edge];
        nextOut[edge] = outHeads.getPlain(from);
        nextIn[edge] = inHeads.getPlain(to);
        outHeads.setRelease(from, edge + 1);
        inHeads.setRelease(to, edge + 1);
    }

    /** Place of the relation of a row; -1 if there is none. The writer only. */
    int ofRid(long rid) {
        return byRid.getOrDefault(rid, -1);
    }

    /** The newest relation that starts at an entity; -1 for none. */
    int firstOut(int node) {
        return outHeads.getAcquire(node) - 1;
    }

    int nextOut(int edge) {
        return nextOut[edge] - 1;
    }

    int firstIn(int node) {
        return inHeads.getAcquire(node) - 1;
    }

    int nextIn(int edge) {
        return nextIn[edge] - 1;
    }

    int count() {
        return count;
    }

    long bytes() {
        return (long) columns.capacity() * (EdgeColumns.BYTES + 2 * Integer.BYTES)
                + (long) outHeads.length() * 2 * Integer.BYTES;
    }
}
