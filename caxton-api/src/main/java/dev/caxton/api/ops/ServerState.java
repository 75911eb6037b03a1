package dev.caxton.api.ops;

import dev.caxton.api.WireName;

/** How the server is. */
public enum ServerState implements WireName {
    /** Agents are not loaded yet. */
    STARTING("starting"),
    /** Everything works. */
    HEALTHY("healthy"),
    /** Serves, and something is missing. */
    DEGRADED("degraded"),
    /** Read-only, agents suspended. */
    SAFE_MODE("safe_mode"),
    /** Does not serve. */
    DOWN("down");

    private final String wireName;

    ServerState(String wireName) {
        this.wireName = wireName;
    }

    /** Whether a server in this state serves: it is alive, and reads are answered. */
    public boolean serves() {
        return switch (this) {
            case HEALTHY, DEGRADED, SAFE_MODE -> true;
            case STARTING, DOWN -> false;
        };
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
