package dev.caxton.war.ops;

import dev.caxton.api.ops.ServerState;

/** How health answers say over HTTP whether the server serves. */
public final class Serving {

    private Serving() {}

    /** HTTP status of a health answer: 200 or 503. */
    public static int status(ServerState state) {
        return state.serves() ? 200 : 503;
    }
}
