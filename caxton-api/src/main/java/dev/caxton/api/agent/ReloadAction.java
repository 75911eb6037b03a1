package dev.caxton.api.agent;

import dev.caxton.api.WireName;

/** What a reload did with one file. */
public enum ReloadAction implements WireName {
    /** A new agent answers. */
    STARTED("started"),
    /** A new version took over. */
    REPLACED("replaced"),
    /** The file says what it said before. */
    UNCHANGED("unchanged"),
    /** The file is gone, the agent stopped. */
    STOPPED("stopped"),
    /** The file is not valid; what served before still serves. */
    REFUSED("refused");

    private final String wireName;

    ReloadAction(String wireName) {
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
