package dev.caxton.api.memory;

import dev.caxton.api.WireName;

/** How far the vector index is. */
public enum VectorState implements WireName {
    /** There is no model, so nothing to search by meaning. */
    OFF("off"),
    /** Being read from its file, or brought up to date; finds a part of what there is. */
    LOADING("loading"),
    /** Being made anew from every vector; finds a part of what there is. */
    REBUILDING("rebuilding"),
    /** Finds every vector. */
    READY("ready"),
    /** The database could not be read. */
    FAILED("failed");

    private final String wireName;

    VectorState(String wireName) {
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
