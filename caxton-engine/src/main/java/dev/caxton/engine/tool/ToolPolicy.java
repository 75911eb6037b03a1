package dev.caxton.engine.tool;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.config.ByteSize;
import dev.caxton.engine.config.ToolsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may call what, and how much of it. Nothing is permitted that an agent's file does not list.
 *
 * @param timeout longest time for one call
 * @param maxConcurrent most calls at once in the whole server
 * @param maxResultSize largest result of one call, artifacts included
 * @param maxCallsPerAnswer most calls while one answer comes into being
 */
public record ToolPolicy(Duration timeout, int maxConcurrent, ByteSize maxResultSize, int maxCallsPerAnswer) {

    /** Most calls for one answer: the upper of the documented 10 to 20 a conversation (reference §9), doubled. */
    public static final int MAX_CALLS_PER_ANSWER = 40;

    public ToolPolicy {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", expected more than 0");
        }
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("maxConcurrent is " + maxConcurrent + ", expected 1 or more");
        }
        if (maxCallsPerAnswer < 1) {
            throw new IllegalArgumentException("maxCallsPerAnswer is " + maxCallsPerAnswer + ", expected 1 or more");
        }
    }

    /** The policy that the configuration asks for. */
    public static ToolPolicy of(ToolsConfig config) {
        return new ToolPolicy(config.timeout(), config.maxConcurrent(), config.maxResultSize(), MAX_CALLS_PER_ANSWER);
    }

    Optional<ToolResult.Failure> refusal(ToolCaller caller, String tool, int callsBefore) {
        if (!caller.granted().contains(tool)) {
            return Optional.of(failure(
                    "not_granted",
                    "Tool '" + Values.cut(tool) + "' is not granted to agent '" + caller.agent() + "'; granted: "
                            + granted(caller),
                    "List the tool under tools in the agent's file if the agent is to use it."));
        }
        if (callsBefore >= maxCallsPerAnswer) {
            return Optional.of(failure(
                    "too_many_calls",
                    "Agent '" + caller.agent() + "' has called " + callsBefore + " tools for this answer, at most "
                            + maxCallsPerAnswer + " are allowed",
                    "Ask for less in one message."));
        }
        return Optional.empty();
    }

    private static String granted(ToolCaller caller) {
        List<String> names = caller.granted().stream().sorted().toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    static ToolResult.Failure failure(String code, String message, String hint) {
        return new ToolResult.Failure(code, message, hint, false);
    }
}
