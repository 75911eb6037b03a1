package dev.caxton.engine.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageReceipt;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.messaging.ReplyPart;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Messages and conversations as the caller may see them: those with their agents alone. Thread-safe. */
public final class ScopedMessages implements Messages {

    /** How a conversation names whoever speaks to its agents. */
    private static final String USER = "user";

    private final Messages messages;
    private final BiFunction<PageRequest, Set<String>, Page<Conversation>> conversationsOf;
    private final AgentScope scope;

    /**
     * Narrows messages to those with the caller's agents.
     *
     * @param conversationsOf lists conversations in which no other agents take part than those with these ids
     */
    public ScopedMessages(
            Callers callers,
            Agents agents,
            Messages messages,
            BiFunction<PageRequest, Set<String>, Page<Conversation>> conversationsOf) {
        this.messages = messages;
        this.conversationsOf = conversationsOf;
        this.scope = new AgentScope(callers, agents);
    }

    @Override
    public AgentReply ask(AgentRef agent, AgentRequest request) {
        requireBoth(agent, request);
        try (Admission.Binding call = scope.call()) {
            return messages.ask(agent, request);
        }
    }

    @Override
    public AgentReply ask(AgentRef agent, AgentRequest request, Consumer<ReplyPart> parts) {
        requireBoth(agent, request);
        try (Admission.Binding call = scope.call()) {
            return messages.ask(agent, request, parts);
        }
    }

    @Override
    public MessageReceipt submit(AgentRef agent, AgentRequest request) {
        requireBoth(agent, request);
        try (Admission.Binding call = scope.call()) {
            return messages.submit(agent, request);
        }
    }

    @Override
    public MessageReceipt receipt(MessageId message) {
        MessageReceipt receipt = messages.receipt(message);
        Caller caller = scope.limited();
        if (caller != null && !sees(caller, messages.conversation(receipt.conversationId()))) {
            throw CaxtonException.of(
                    ProblemType.MESSAGE_NOT_FOUND, "message '" + message + "' does not exist", (String) null);
        }
        return receipt;
    }

    @Override
    public Conversation conversation(ConversationId conversation) {
        Conversation found = messages.conversation(conversation);
        Caller caller = scope.limited();
        if (caller != null && !sees(caller, found)) {
            throw CaxtonException.of(
                    ProblemType.CONVERSATION_NOT_FOUND,
                    "conversation '" + conversation + "' does not exist",
                    "GET /api/v1/conversations lists them");
        }
        return found;
    }

    @Override
    public Page<Conversation> conversations(PageRequest page) {
        Caller caller = scope.limited();
        return caller == null ? messages.conversations(page) : conversationsOf.apply(page, scope.ids(caller));
    }

    @Override
    public Page<ConversationMessage> history(ConversationId conversation, PageRequest page) {
        if (scope.limited() != null) {
            conversation(conversation);
        }
        return messages.history(conversation, page);
    }

    private void requireBoth(AgentRef agent, AgentRequest request) {
        scope.require(agent);
        @Nullable ConversationId conversation = request.conversationId();
        if (conversation != null && scope.limited() != null) {
            conversation(conversation);
        }
    }

    private boolean sees(Caller caller, Conversation conversation) {
        Set<String> slugs = scope.slugs(caller);
        return conversation.participants().stream()
                .allMatch(participant -> participant.equals(USER) || slugs.contains(participant));
    }
}
