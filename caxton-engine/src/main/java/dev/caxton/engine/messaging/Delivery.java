package dev.caxton.engine.messaging;

import dev.caxton.api.agent.AgentId;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageId;
import java.util.List;

/**
 * A message in the hands of its agent.
 *
 * @param message id of the message
 * @param conversation the conversation it belongs to
 * @param agent id of the agent
 * @param slug slug of the agent
 * @param content text of the message
 * @param earlier what was said before in the conversation, oldest first, as far as the context reaches
 */
public record Delivery(
        MessageId message,
        ConversationId conversation,
        AgentId agent,
        String slug,
        String content,
        List<ConversationMessage> earlier) {
    public Delivery {
        earlier = List.copyOf(earlier);
    }
}
