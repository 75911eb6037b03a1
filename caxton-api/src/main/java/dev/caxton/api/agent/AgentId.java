package dev.caxton.api.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.UUID;

/**
 * Identifies an agent, across reloads and restarts.
 *
 * @param value a UUID version 7, so that ids sort by time of creation
 */
public record AgentId(UUID value) {

    /** Reads the canonical text form; anything else is an {@code INVALID_ARGUMENT}. */
    public static AgentId parse(String text) {
        try {
            return new AgentId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "'" + text + "' is not a agent id, expected a UUID", (String) null);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
