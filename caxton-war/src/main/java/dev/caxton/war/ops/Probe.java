package dev.caxton.war.ops;

import dev.caxton.api.ops.ServerState;

/** A question of MicroProfile Health, by the name of its check. */
enum Probe {
    ANSWERS("caxton-answers"),
    SERVES("caxton-serves"),
    AGENTS_LOADED("caxton-agents-loaded");

    private final String check;

    Probe(String check) {
        this.check = check;
    }

    String check() {
        return check;
    }

    /** The answer for a server in a state. */
    boolean isUp(ServerState state) {
        return switch (this) {
            case ANSWERS -> true;
            case SERVES -> state.serves();
            case AGENTS_LOADED -> state != ServerState.STARTING;
        };
    }
}
