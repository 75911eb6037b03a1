package dev.caxton.engine.memory.graph;

import java.util.Arrays;

/** What is known of relations, in arrays. A relation does not change; it is marked when it goes. */
final class EdgeColumns {

    /** Bytes that one relation takes. */
    static final int BYTES = 4 * Integer.BYTES + 4 * Long.BYTES;

    final long[] rids;
    final int[] from;
    final int[] to;
    final int[] types;
    final double[] strengths;
    final long[] validFrom;
    /** {@link Long#MAX_VALUE} for no end. */
    final long[] validTo;
    /** With which change it went; 0 while it is there. */
    private final int[] gone;

    EdgeColumns(int capacity) {
        rids = new long[capacity];
        from = new int[capacity];
        to = new int[capacity];
        types = new int[capacity];
        strengths = new double[capacity];
        validFrom = new long[capacity];
        validTo = new long[capacity];
        gone = new int[capacity];
    }

    private EdgeColumns(EdgeColumns other, int capacity) {
        rids = Arrays.copyOf(other.rids, capacity);
        from = Arrays.copyOf(other.from, capacity);
        to = Arrays.copyOf(other.to, capacity);
        types = Arrays.copyOf(other.types, capacity);
        strengths = Arrays.copyOf(other.strengths, capacity);
        validFrom = Arrays.copyOf(other.validFrom, capacity);
        validTo = Arrays.copyOf(other.validTo, capacity);
        gone = Arrays.copyOf(other.gone, capacity);
    }

    EdgeColumns resized(int capacity) {
        return new EdgeColumns(this, capacity);
    }

    int capacity() {
        return rids.length;
    }

    void set(int edge, long rid, int start, int end, int type, double strength, long since, long until) {
        rids[edge] = rid;
        from[edge] = start;
        to[edge] = end;
        types[edge] = type;
        strengths[edge] = strength;
        validFrom[edge] = since;
        validTo[edge] = until;
        gone[edge] = 0;
    }

    /** Marks a relation as gone with this change; false if it was gone before. */
    boolean remove(int edge, int change) {
        if (gone[edge] != 0) {
            return false;
        }
        gone[edge] = change;
        return true;
    }

    boolean isThere(int edge) {
        return gone[edge] == 0;
    }

    /** Whether it was there after a change. */
    boolean wasThere(int edge, int change) {
        int went = gone[edge];
        return went == 0 || went > change;
    }

    boolean says(int edge, int type, double strength, long since, long until) {
        return types[edge] == type && strengths[edge] == strength && validFrom[edge] == since && validTo[edge] == until;
    }

    void copy(EdgeColumns source, int edge, int target) {
        set(
                target,
                source.rids[edge],
                source.from[edge],
                source.to[edge],
                source.types[edge],
                source.strengths[edge],
                source.validFrom[edge],
                source.validTo[edge]);
    }
}
