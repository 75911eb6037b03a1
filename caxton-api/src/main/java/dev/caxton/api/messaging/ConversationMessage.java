package dev.caxton.api.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message as a conversation keeps it.
 *
 * @param messageId its id
 * @param conversationId its conversation
 * @param performative its act
 * @param sender slug of an agent, or {@code user}
 * @param receiver slug of an agent, or {@code user}
 * @param content its text
 * @param inReplyTo the message it answers; null if it answers none
 * @param status how far it has come
 * @param createdAt when it was accepted
 */
public record ConversationMessage(
        MessageId messageId,
        ConversationId conversationId,
        Performative performative,
        String sender,
        String receiver,
        String content,
        @Nullable MessageId inReplyTo,
        MessageStatus status,
        Instant createdAt) {}
