package dev.caxton.war.messaging;

import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.war.http.IdempotencyKeys;
import dev.caxton.war.http.RequiredMembers;
import org.jspecify.annotations.Nullable;

/**
 * A message as a caller sends it.
 *
 * @param message the text
 * @param conversationId the conversation that it continues; null opens a new one
 */
public record MessageRequest(
        @Nullable String message, @Nullable ConversationId conversationId) {

    /** The message with the key of its request; a problem if there is no text. */
    AgentRequest request(@Nullable String key) {
        new RequiredMembers().text("message", message).check();
        return new AgentRequest(message == null ? "" : message, conversationId, IdempotencyKeys.check(key));
    }
}
