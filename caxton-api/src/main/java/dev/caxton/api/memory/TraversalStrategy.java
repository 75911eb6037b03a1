package dev.caxton.api.memory;

import dev.caxton.api.WireName;

/**
 * In which order a walk lists what it reaches. Both reach the same entities, at the same distances, where no limit of size
 * cuts the walk short.
 */
public enum TraversalStrategy implements WireName {
    /** By distance from the start; the default. */
    BREADTH_FIRST("breadth_first"),
    /** Along each shortest way to its end, before the next one. */
    DEPTH_FIRST("depth_first");

    private final String wireName;

    TraversalStrategy(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
