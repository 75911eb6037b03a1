package dev.caxton.engine.messaging;

import dev.caxton.api.agent.AgentId;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.Performative;
import dev.caxton.engine.store.Command;

/**
 * Stores a message to an agent and opens its conversation if it is the first.
 *
 * @param message id of the message
 * @param conversation the conversation it belongs to
 * @param opens whether the conversation is new
 * @param performative its act
 * @param sender who sends it
 * @param agent id of the agent that is to answer
 * @param receiver slug of that agent
 * @param content its text
 * @param fingerprint of what the caller asked for, the same when the same request is repeated
 */
record AcceptMessage(
        MessageId message,
        ConversationId conversation,
        boolean opens,
        Performative performative,
        String sender,
        AgentId agent,
        String receiver,
        String content,
        String fingerprint)
        implements Command {
    @Override
    public String kind() {
        return "accept_message";
    }

    @Override
    public String subject() {
        return fingerprint;
    }
}
