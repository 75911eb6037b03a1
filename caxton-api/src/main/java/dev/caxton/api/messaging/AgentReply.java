package dev.caxton.api.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent answered.
 *
 * @param messageId id of the message that was answered
 * @param conversationId the conversation both belong to
 * @param reply act and content
 * @param agent slug of the agent
 * @param provider chat model provider that answered
 * @param model its model; null for a provider without one
 * @param toolsUsed names of the tools that were called, in order, each once
 * @param memoryUsed what was recalled for the answer
 * @param latencyMs milliseconds from acceptance to the stored answer
 */
public record AgentReply(
        MessageId messageId,
        ConversationId conversationId,
        Reply reply,
        String agent,
        String provider,
        @Nullable String model,
        List<String> toolsUsed,
        List<MemoryUse> memoryUsed,
        double latencyMs) {
    public AgentReply {
        toolsUsed = List.copyOf(toolsUsed);
        memoryUsed = List.copyOf(memoryUsed);
    }

    /**
     * Act and content of an answer.
     *
     * @param performative {@code inform}, {@code failure}, {@code refuse} or {@code not-understood}
     * @param content the text
     */
    public record Reply(Performative performative, String content) {}

    /**
     * A memory that an answer rests on.
     *
     * @param entityId id of the entity
     * @param entityName its name
     * @param similarity cosine between the question and the memory; higher is nearer
     */
    public record MemoryUse(String entityId, String entityName, double similarity) {}
}
