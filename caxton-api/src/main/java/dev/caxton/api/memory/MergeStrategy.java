package dev.caxton.api.memory;

import dev.caxton.api.WireName;

/** What an import does with an entity or a relation that is there already. */
public enum MergeStrategy implements WireName {
    /** Adds what is new: observations, members of metadata; a relation that differs is replaced. The default. */
    UPDATE_EXISTING("update_existing"),
    /** Leaves it as it is. */
    SKIP_EXISTING("skip_existing"),
    /** Counts the record among the bad ones. */
    ERROR_ON_CONFLICT("error_on_conflict");

    private final String wireName;

    MergeStrategy(String wireName) {
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
