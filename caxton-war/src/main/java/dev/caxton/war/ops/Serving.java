package dev.caxton.war.ops;

import dev.caxton.api.ops.ServerState;

/** Which states count as serving: alive, and reads are answered. */
public final class Serving {

    private Serving() {}

    /** Whether a server in this state serves. */
    public static boolean serves(ServerState state) {
        return switch (state) {
            case HEALTHY, DEGRADED, SAFE_MODE -> true;
            case STARTING, DOWN -> false;
        };
    }

    /** HTTP status of a health answer: 200 or 503. */
    public static int status(ServerState state) {
        return serves(state) ? 200 : 503;
    }
}
