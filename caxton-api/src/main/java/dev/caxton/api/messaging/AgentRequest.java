package dev.caxton.api.messaging;

import org.jspecify.annotations.Nullable;

/**
 * A message to an agent, as a person or program sends it.
 *
 * @param message the text, not blank, at most 1 MB
 * @param conversationId the conversation that it continues; null opens a new one
 * @param idempotencyKey makes a repetition harmless: the same key returns the first answer; null for none
 */
public record AgentRequest(
        String message,
        @Nullable ConversationId conversationId,
        @Nullable String idempotencyKey) {

    /** A message that opens a conversation. */
    public static AgentRequest of(String message) {
        return new AgentRequest(message, null, null);
    }

    /** A message that continues a conversation. */
    public AgentRequest in(ConversationId conversation) {
        return new AgentRequest(message, conversation, idempotencyKey);
    }
}
