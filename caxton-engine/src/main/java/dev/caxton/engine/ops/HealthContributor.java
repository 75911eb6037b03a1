package dev.caxton.engine.ops;

import dev.caxton.api.ops.ServerState;
import org.jspecify.annotations.Nullable;

/** A part of the server that says how it is. */
public interface HealthContributor {

    /** Short name, such as {@code database}. */
    String name();

    /** How it is; may block for a while, and an exception counts as {@link ServerState#DOWN}. */
    Contribution check();

    /**
     * Whether {@link #check} takes no lock and does no input or output. It is then asked each time, and otherwise from
     * time to time on a thread of its own.
     */
    default boolean instant() {
        return false;
    }

    /**
     * How a part is.
     *
     * @param state what its state means for the whole server
     * @param reason what is wrong, for operators; null if nothing is
     */
    record Contribution(ServerState state, @Nullable String reason) {

        /** Nothing is wrong. */
        public static final Contribution OK = new Contribution(ServerState.HEALTHY, null);

        /** The server serves, without something. */
        public static Contribution degraded(String reason) {
            return new Contribution(ServerState.DEGRADED, reason);
        }
    }
}
