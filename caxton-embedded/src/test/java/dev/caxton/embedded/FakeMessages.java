package dev.caxton.embedded;

import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Conversation;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageReceipt;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.messaging.ReplyPart;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Messages that are all answered with a greeting, in two parts; {@code wait} is answered when the test says so. */
final class FakeMessages implements Messages {

    static final MessageId MESSAGE = MessageId.parse("0190b6f0-0000-7000-8000-00000000000a");
    static final ConversationId CONVERSATION = ConversationId.parse("0190b6f0-0000-7000-8000-00000000000b");

    final List<AgentRequest> asked = new CopyOnWriteArrayList<>();
    final List<PageRequest> pages = new CopyOnWriteArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    private final FakeAgents agents;

    FakeMessages(FakeAgents agents) {
        this.agents = agents;
    }

    @Override
    public AgentReply ask(AgentRef agent, AgentRequest request) {
        return ask(agent, request, part -> {});
    }

    @Override
    public AgentReply ask(AgentRef agent, AgentRequest request, Consumer<ReplyPart> parts) {
        agents.require(agent);
        asked.add(request);
        parts.accept(new ReplyPart.Accepted(MESSAGE, CONVERSATION));
        parts.accept(new ReplyPart.Text("Hello, "));
        if (request.message().equals("wait")) {
            waiting.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (request.message().equals("fail")) {
            throw FakeCaxton.problem(ProblemType.MODEL_FAILED, "The model does not answer");
        }
        parts.accept(new ReplyPart.ToolCalled("csv_parser", true));
        parts.accept(new ReplyPart.Text("world"));
        return new AgentReply(
                MESSAGE,
                CONVERSATION,
                new AgentReply.Reply(Performative.INFORM, "Hello, world"),
                "greeter",
                "embedded",
                null,
                List.of("csv_parser"),
                List.of(),
                1.0);
    }

    @Override
    public MessageReceipt submit(AgentRef agent, AgentRequest request) {
        agents.require(agent);
        asked.add(request);
        return new MessageReceipt(MESSAGE, CONVERSATION, MessageStatus.ACCEPTED);
    }

    @Override
    public MessageReceipt receipt(MessageId message) {
        if (!message.equals(MESSAGE)) {
            throw FakeCaxton.problem(ProblemType.MESSAGE_NOT_FOUND, "No message has the id " + message);
        }
        return new MessageReceipt(MESSAGE, CONVERSATION, MessageStatus.PROCESSED);
    }

    @Override
    public Conversation conversation(ConversationId conversation) {
        if (!conversation.equals(CONVERSATION)) {
            throw FakeCaxton.problem(ProblemType.CONVERSATION_NOT_FOUND, "No conversation has the id " + conversation);
        }
        return new Conversation(CONVERSATION, List.of("greeter", "user"), 2, "active", FakeAgents.AT, FakeAgents.AT);
    }

    @Override
    public Page<Conversation> conversations(PageRequest page) {
        pages.add(page);
        return new Page<>(List.of(conversation(CONVERSATION)), 7, page.cursor() == null ? "next" : null);
    }

    @Override
    public Page<ConversationMessage> history(ConversationId conversation, PageRequest page) {
        conversation(conversation);
        pages.add(page);
        return new Page<>(
                List.of(new ConversationMessage(
                        MESSAGE,
                        CONVERSATION,
                        Performative.REQUEST,
                        "user",
                        "greeter",
                        "hello",
                        null,
                        MessageStatus.PROCESSED,
                        FakeAgents.AT)),
                1,
                null);
    }
}
