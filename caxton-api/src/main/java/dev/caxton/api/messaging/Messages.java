package dev.caxton.api.messaging;

import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.agent.AgentRef;
import java.util.function.Consumer;

/**
 * Messages to agents and the conversations they form. May be shared between threads.
 *
 * <p>Accepted means committed: once a method returned, or a stream said {@code accepted}, the message is on disk and is
 * answered even if the server is killed meanwhile.
 */
public interface Messages {

    /** Sends a message and waits for the answer. */
    AgentReply ask(AgentRef agent, AgentRequest request);

    /** As {@link #ask(AgentRef, AgentRequest)}, telling each part of the answer as it comes, on the calling thread. */
    AgentReply ask(AgentRef agent, AgentRequest request, Consumer<ReplyPart> parts);

    /** Sends a message and returns as soon as it is stored. */
    MessageReceipt submit(AgentRef agent, AgentRequest request);

    /** How far a message has come; {@code MESSAGE_NOT_FOUND} if there is none with this id. */
    MessageReceipt receipt(MessageId message);

    /** One conversation; {@code CONVERSATION_NOT_FOUND} if there is none with this id. */
    Conversation conversation(ConversationId conversation);

    /** Conversations, the most recently active first. */
    Page<Conversation> conversations(PageRequest page);

    /** Messages of a conversation, oldest first. */
    Page<ConversationMessage> history(ConversationId conversation, PageRequest page);
}
