package dev.caxton.api.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;

/**
 * How a caller names an agent: its id, its file stem, its display name, or the path of its file. One resolver
 * understands all four, everywhere.
 *
 * @param value the text as given, not blank
 */
public record AgentRef(String value) {
    public AgentRef {
        if (value.isBlank()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "agent is empty, expected an id, a file stem or a name", (String)
                            null);
        }
    }

    /** The reference with this text. */
    public static AgentRef of(String value) {
        return new AgentRef(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
