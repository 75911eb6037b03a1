package dev.caxton.api.memory;

import dev.caxton.api.WireName;

/** Who shares a memory. */
public enum MemoryScope implements WireName {
    /** One agent alone; the default. */
    AGENT("agent"),
    /** Every agent of the server's workspace. */
    WORKSPACE("workspace"),
    /** Everything. */
    GLOBAL("global");

    private final String wireName;

    MemoryScope(String wireName) {
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
