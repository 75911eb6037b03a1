package dev.caxton.api.spi;

import dev.caxton.api.messaging.Performative;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a model continued a conversation. */
public sealed interface ChatReply {

    /**
     * It answered.
     *
     * @param performative {@code inform}, {@code refuse}, {@code failure} or {@code not-understood}
     * @param text the whole answer
     * @param usage tokens spent; null if the provider does not count
     */
    record Answer(
            Performative performative,
            String text,
            @Nullable TokenUsage usage) implements ChatReply {}

    /**
     * It wants tools called first.
     *
     * @param calls which; the results come back as turns in this order
     * @param usage tokens spent; null if the provider does not count
     */
    record CallTools(List<ToolCallRequest> calls, @Nullable TokenUsage usage) implements ChatReply {
        public CallTools {
            calls = List.copyOf(calls);
        }
    }

    /**
     * One call that a model wants.
     *
     * @param id names the call within the conversation
     * @param tool name of the tool
     * @param arguments values by name
     */
    record ToolCallRequest(String id, String tool, Map<String, Object> arguments) {
        public ToolCallRequest {
            arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }

    /**
     * Tokens spent on one request.
     *
     * @param input tokens read
     * @param output tokens written
     */
    record TokenUsage(long input, long output) {}
}
