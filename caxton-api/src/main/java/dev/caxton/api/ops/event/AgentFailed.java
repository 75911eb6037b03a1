package dev.caxton.api.ops.event;

import java.time.Instant;
import java.util.List;

/**
 * An agent cannot serve: its definition is invalid, and there is no earlier version that could go on.
 *
 * @param sequence counts events since the start of the server
 * @param at when
 * @param agent slug of the agent
 * @param problems everything that is wrong, each with its place
 */
public record AgentFailed(long sequence, Instant at, String agent, List<String> problems) implements Occurrence {
    public AgentFailed {
        problems = List.copyOf(problems);
    }
}
