package dev.caxton.api.spi;

import dev.caxton.api.tool.ToolDescriptor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to be continued.
 *
 * @param agent on whose behalf
 * @param turns what was said, oldest first; the last is what is to be answered, or results of tools
 * @param memories what the agent's memory has on the subject, the nearest first
 * @param tools what may be called
 */
public record ChatRequest(Agent agent, List<Turn> turns, List<MemoryPassage> memories, List<ToolDescriptor> tools) {
    public ChatRequest {
        turns = List.copyOf(turns);
        memories = List.copyOf(memories);
        tools = List.copyOf(tools);
    }

    /**
     * The agent as its model sees it.
     *
     * @param slug file stem
     * @param name display name
     * @param description one or two sentences; null if absent
     * @param capabilities what it can be asked for
     * @param systemPrompt how it behaves, rendered
     * @param documentation Markdown that may be quoted; empty if absent
     */
    public record Agent(
            String slug,
            String name,
            @Nullable String description,
            List<String> capabilities,
            String systemPrompt,
            String documentation) {
        public Agent {
            capabilities = List.copyOf(capabilities);
        }
    }

    /** One turn of the conversation. */
    public sealed interface Turn {
        /**
         * The other side spoke.
         *
         * @param text as it is to be shown to a model, rendered by the agent's template
         * @param message the bare message
         */
        record User(String text, String message) implements Turn {}

        /**
         * The agent spoke.
         *
         * @param text what it said
         */
        record Assistant(String text) implements Turn {}

        /**
         * The agent called tools.
         *
         * @param calls which
         */
        record ToolCalls(List<ChatReply.ToolCallRequest> calls) implements Turn {
            public ToolCalls {
                calls = List.copyOf(calls);
            }
        }

        /**
         * A tool returned.
         *
         * @param callId the call it answers
         * @param tool name of the tool
         * @param result what it returned
         */
        record ToolReturned(String callId, String tool, ToolResult result) implements Turn {}
    }

    /**
     * A memory on the subject.
     *
     * @param entityId id of the entity
     * @param entityName its name
     * @param text the nearest observation, or the entity's name and type
     * @param similarity cosine; higher is nearer
     * @param metadata the entity's free values
     */
    public record MemoryPassage(
            String entityId, String entityName, String text, double similarity, Map<String, Object> metadata) {}
}
