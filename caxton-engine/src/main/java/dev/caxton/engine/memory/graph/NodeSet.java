package dev.caxton.engine.memory.graph;

/** Entities of a walk, by their numbers. */
final class NodeSet {

    private final long[] bits;

    NodeSet(int bound) {
        bits = new long[(bound >>> 6) + 1];
    }

    boolean contains(int node) {
        return (bits[node >>> 6] & 1L << node) != 0;
    }

    /** Whether it was not there before. */
    boolean add(int node) {
        long bit = 1L << node;
        if ((bits[node >>> 6] & bit) != 0) {
            return false;
        }
        bits[node >>> 6] |= bit;
        return true;
    }
}
