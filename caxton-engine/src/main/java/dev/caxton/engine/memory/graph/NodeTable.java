package dev.caxton.engine.memory.graph;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Entities by a small number, found by id and by row. One that was deleted stays, without owner, until the next rebuild.
 *
 * <p>One writer; readers see what was there when they took hold of the table, and perhaps more.
 */
final class NodeTable {

    private static final int LEAST_CAPACITY = 64;

    private final long[] rids;
    private final int[] types;
    private final int[] owners;
    private final long[] high;
    private final long[] low;
    /** Number of a node plus one, at the place of its key or the next free one. */
    private final AtomicIntegerArray byKey;

    private final int[] byRid;
    private int count;

    NodeTable(int capacity) {
        int room = Math.max(LEAST_CAPACITY, capacity);
        rids = new long[room];
        types = new int[room];
        owners = new int[room];
        high = new long[room];
        low = new long[room];
        int slots = Integer.highestOneBit(room * 2 - 1) << 1;
        byKey = new AtomicIntegerArray(slots);
        byRid = new int[slots];
    }

    /** A copy with more room. */
    NodeTable enlarged() {
        NodeTable larger = new NodeTable(rids.length + rids.length / 2);
        for (int node = 0; node < count; node++) {
            int copy = larger.add(new EntityKey(high[node], low[node]));
            larger.fill(copy, rids[node], types[node], owners[node]);
        }
        return larger;
    }

    /** Adds an entity of which nothing is known but that a relation names it; nobody sees it. */
    int add(EntityKey key) {
        int node = count;
        high[node] = key.high();
        low[node] = key.low();
        owners[node] = Symbols.NONE;
        types[node] = Symbols.NONE;
        int mask = byKey.length() - 1;
        int slot = key.slot(mask);
        while (byKey.getPlain(slot) != 0) {
            slot = slot + 1 & mask;
        }
        byKey.setRelease(slot, node + 1);
        count = node + 1;
        return node;
    }

    void fill(int node, long rid, int type, int owner) {
        types[node] = type;
        if (rids[node] != rid) {
            rids[node] = rid;
            int slot = ridSlot(rid);
            while (byRid[slot] != 0) {
                slot = slot + 1 & byRid.length - 1;
            }
            byRid[slot] = node + 1;
        }
        owners[node] = owner;
    }

    /** The entity is gone; relations may still name it. */
    void clear(int node) {
        owners[node] = Symbols.NONE;
    }

    /** Number of an entity; -1 if it never was here. */
    int find(EntityKey key) {
        int mask = byKey.length() - 1;
        for (int slot = key.slot(mask); ; slot = slot + 1 & mask) {
            int node = byKey.getAcquire(slot) - 1;
            if (node < 0 || high[node] == key.high() && low[node] == key.low()) {
                return node;
            }
        }
    }

    /** Number of the entity of a row; -1 if there is none. The writer only. */
    int ofRid(long rid) {
        for (int slot = ridSlot(rid); ; slot = slot + 1 & byRid.length - 1) {
            int node = byRid[slot] - 1;
            if (node < 0 || rids[node] == rid) {
                return node;
            }
        }
    }

    private int ridSlot(long rid) {
        return (int) (rid * 0x9E37_79B9_7F4A_7C15L >>> 32) & byRid.length - 1;
    }

    EntityKey key(int node) {
        return new EntityKey(high[node], low[node]);
    }

    long rid(int node) {
        return rids[node];
    }

    int type(int node) {
        return types[node];
    }

    int owner(int node) {
        return owners[node];
    }

    /** How many numbers are given; the writer only. */
    int count() {
        return count;
    }

    int capacity() {
        return rids.length;
    }

    int living() {
        return (int) Arrays.stream(owners, 0, count)
                .filter(owner -> owner != Symbols.NONE)
                .count();
    }

    long bytes() {
        return (long) rids.length * (3 * Long.BYTES + 2 * Integer.BYTES) + (long) byRid.length * 2 * Integer.BYTES;
    }
}
