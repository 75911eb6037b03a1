package dev.caxton.api.messaging;

import java.time.Instant;
import java.util.List;

/**
 * A conversation as the server reports it.
 *
 * @param id its id
 * @param participants slugs of the agents in it, and {@code user}
 * @param messageCount number of messages
 * @param status {@code active} or {@code closed}
 * @param created when its first message was accepted
 * @param lastActivity when its last message was accepted
 */
public record Conversation(
        ConversationId id,
        List<String> participants,
        long messageCount,
        String status,
        Instant created,
        Instant lastActivity) {
    public Conversation {
        participants = List.copyOf(participants);
    }
}
