package dev.caxton.embedded.cli.chat;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.messaging.Performative;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.StreamedAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A conversation with one agent, as it stands. One thread asks; another may interrupt. */
final class Conversing {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long an interruption waits for the message to be in its conversation. */
    private static final Duration ACCEPTANCE = Duration.ofSeconds(5);

    private final Invocation invocation;
    private final String agent;
    private final AtomicReference<@Nullable Caxton> answering = new AtomicReference<>();
    private volatile CountDownLatch accepted = new CountDownLatch(0);
    private @Nullable ConversationId conversation;
    private boolean allAnswered = true;

    Conversing(Invocation invocation, String agent) {
        this.invocation = invocation;
        this.agent = agent;
    }

    /** The conversation that the next message continues; null if it opens one. */
    @Nullable
    ConversationId conversation() {
        return conversation;
    }

    /** Lets the next message continue this one, or open one. */
    void continues(@Nullable ConversationId next) {
        conversation = next;
    }

    /** Whether the agent has had an answer to everything so far. */
    boolean allAnswered() {
        return allAnswered;
    }

    /** Sends a message and prints the answer. */
    void ask(String text) {
        Output output = invocation.output();
        // A connection of its own, so that an interruption can close it.
        Caxton caxton = invocation.door().open(invocation.duration("--timeout", PATIENCE));
        accepted = new CountDownLatch(1);
        answering.set(caxton);
        try (caxton) {
            AgentReply reply = answer(output, caxton.messages(), new AgentRequest(text, conversation, null));
            conversation = reply.conversationId();
            allAnswered &= reply.reply().performative() == Performative.INFORM;
            if (invocation.surroundings().interactive()) {
                output.say(restsOn(reply));
            }
        } catch (CaxtonException e) {
            if (answering.get() != null) {
                throw e;
            }
            remember(e);
            output.complain("(interrupted; the answer goes into the conversation all the same)");
        } finally {
            answering.set(null);
            accepted.countDown();
        }
    }

    /**
     * Gives up waiting for the answer that is coming; whether one was. The message is in its conversation by then, if that
     * takes no longer than a few seconds: one that is cut off before nobody would find again.
     */
    boolean interrupt() {
        if (answering.get() == null) {
            return false;
        }
        awaitAcceptance();
        Caxton caxton = answering.getAndSet(null);
        if (caxton != null) {
            caxton.close();
        }
        return true;
    }

    private void awaitAcceptance() {
        try {
            boolean unused = accepted.await(ACCEPTANCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every message of the conversation so far, oldest first. */
    List<ConversationMessage> history() {
        List<ConversationMessage> messages = new ArrayList<>();
        ConversationId current = conversation;
        String cursor = null;
        while (current != null) {
            Page<ConversationMessage> page =
                    invocation.caxton().messages().history(current, new PageRequest(PageRequest.MAX_LIMIT, cursor));
            messages.addAll(page.items());
            cursor = page.nextCursor();
            if (cursor == null || page.items().isEmpty()) {
                break;
            }
        }
        return messages;
    }

    private AgentReply answer(Output output, Messages messages, AgentRequest request) {
        AgentRef named = AgentRef.of(agent);
        if (output.json()) {
            accepted.countDown(); // it is not told
            AgentReply reply = messages.ask(named, request);
            output.json(reply);
            output.flush();
            return reply;
        }
        boolean talk = invocation.surroundings().interactive();
        return StreamedAnswer.ask(output, messages, named, request, talk ? output::say : tool -> {}, part -> {
            conversation = part.conversationId();
            accepted.countDown();
        });
    }

    /** The first message of a conversation tells its id before it is answered. */
    private void remember(CaxtonException interrupted) {
        Object accepted = interrupted.problem().context().get("conversation_id");
        if (accepted != null) {
            conversation = ConversationId.parse(accepted.toString());
        }
    }

    private static String restsOn(AgentReply reply) {
        StringBuilder line = new StringBuilder("  (").append(reply.provider());
        if (reply.model() != null) {
            line.append(' ').append(reply.model());
        }
        if (!reply.toolsUsed().isEmpty()) {
            line.append("; tools: ").append(String.join(", ", reply.toolsUsed()));
        }
        if (!reply.memoryUsed().isEmpty()) {
            line.append("; memory: ")
                    .append(String.join(
                            ", ",
                            reply.memoryUsed().stream()
                                    .map(AgentReply.MemoryUse::entityName)
                                    .distinct()
                                    .toList()));
        }
        return line.append(')').toString();
    }
}
