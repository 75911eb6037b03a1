package dev.caxton.api.spi;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call of a tool.
 *
 * @param arguments values by name, as JSON has them
 * @param agent slug of the agent that calls
 * @param conversationId the conversation it belongs to
 * @param parameters the agent's free parameters
 * @param deadline when the result is no longer of use
 */
public record ToolCall(
        Map<String, Object> arguments,
        String agent,
        String conversationId,
        Map<String, Object> parameters,
        Instant deadline) {
    public ToolCall {
        arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
