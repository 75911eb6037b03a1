package dev.caxton.api.ops;

import dev.caxton.api.WireName;

/** How the embedding model is. */
public enum ModelState implements WireName {
    /** Being read. */
    STARTING("starting"),
    /** Ready. */
    LOADED("loaded"),
    /** Its file is not there. */
    MISSING("missing"),
    /** Its file does not have the expected checksum. */
    CORRUPT("corrupt");

    private final String wireName;

    ModelState(String wireName) {
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
