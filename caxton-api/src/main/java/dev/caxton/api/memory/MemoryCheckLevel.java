package dev.caxton.api.memory;

import dev.caxton.api.WireName;

/** How deep a check goes. */
public enum MemoryCheckLevel implements WireName {
    /** Whether database, model and index serve; milliseconds. */
    HEALTH("health"),
    /** And SQLite's {@code quick_check}; about a millisecond a megabyte. */
    QUICK("quick"),
    /** Whether rows, vectors and the search index agree with each other. */
    CONSISTENCY("consistency"),
    /** SQLite's {@code integrity_check}, every row's checksum, and {@link #CONSISTENCY}; seconds for a large store. */
    FULL("full");

    private final String wireName;

    MemoryCheckLevel(String wireName) {
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
