package dev.caxton.api.memory;

import dev.caxton.api.WireName;

/** Which relations of an entity a walk follows. */
public enum RelationDirection implements WireName {
    /** Those that start at the entity. */
    OUTGOING("outgoing"),
    /** Those that point to the entity. */
    INCOMING("incoming"),
    /** All; the default. */
    BOTH("both");

    private final String wireName;

    RelationDirection(String wireName) {
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
