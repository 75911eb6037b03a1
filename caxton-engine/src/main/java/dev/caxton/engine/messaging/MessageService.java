package dev.caxton.engine.messaging;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentId;
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
import dev.caxton.engine.config.MessagingConfig;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Applied;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accepts messages, has them answered and keeps both. Thread-safe.
 *
 * <p>A message is committed before anything is done with it. What a stop interrupts is answered after the next start.
 */
public final class MessageService implements Messages, AutoCloseable {

    private static final String USER = "user";

    private final Database database;
    private final MessageStore store;
    private final Answering answering;
    private final Receivers receivers;
    private final MessagingConfig config;
    private final IdGenerator ids;
    private final Clock clock;
    private final Duration patience;

    /**
     * Wires the service.
     *
     * @param patience how long {@link #ask} waits for an answer; the message is answered even if nobody waits any more
     */
    public MessageService(
            Database database,
            Receivers receivers,
            MessageHandler handler,
            AnswerListener listener,
            MessagingConfig config,
            int concurrencyPerAgent,
            Duration patience,
            IdGenerator ids,
            Clock clock) {
        this.database = requireNonNull(database, "database");
        this.receivers = requireNonNull(receivers, "receivers");
        this.config = requireNonNull(config, "config");
        this.ids = requireNonNull(ids, "ids");
        this.clock = requireNonNull(clock, "clock");
        this.patience = requireNonNull(patience, "patience");
        this.store = new MessageStore(database);
        this.answering = new Answering(database, store, handler, listener, config, concurrencyPerAgent, ids, clock);
    }

    /** Has everything answered that an earlier stop interrupted; returns the number of such messages. */
    public int resume() {
        return answering.resume(config.maxAttempts());
    }

    /** What is still to be distilled into memories. */
    public Recordings recordings() {
        return new Recordings(database, store, ids, clock);
    }

    @Override
    public AgentReply ask(AgentRef agent, AgentRequest request) {
        return ask(agent, request, part -> {});
    }

    @Override
    public AgentReply ask(AgentRef agent, AgentRequest request, Consumer<ReplyPart> parts) {
        Acceptance acceptance = accept(agent, request);
        parts.accept(new ReplyPart.Accepted(acceptance.message(), acceptance.conversation()));
        return acceptance.pending() == null
                ? storedReply(acceptance.message())
                : acceptance.pending().await(parts, patience);
    }

    @Override
    public MessageReceipt submit(AgentRef agent, AgentRequest request) {
        Acceptance acceptance = accept(agent, request);
        return receipt(acceptance.message());
    }

    @Override
    public MessageReceipt receipt(MessageId message) {
        MessageStore.StoredMessage stored = require(message);
        return new MessageReceipt(
                message, stored.message().conversationId(), stored.message().status());
    }

    @Override
    public Conversation conversation(ConversationId conversation) {
        return store.conversation(conversation);
    }

    @Override
    public Page<Conversation> conversations(PageRequest page) {
        return store.conversations(page);
    }

    /** As {@link #conversations(PageRequest)}, those in which no other agents take part than these, given by id. */
    public Page<Conversation> conversations(PageRequest page, Set<String> agents) {
        return store.conversations(page, agents);
    }

    @Override
    public Page<ConversationMessage> history(ConversationId conversation, PageRequest page) {
        return store.history(conversation, page);
    }

    /** Completes once an agent could take a message: those before it in the way of its limit have been answered. */
    public CompletionStage<Void> probe(String agent) {
        return answering.probe(agent);
    }

    /** Number of messages that are being answered or wait for it. */
    public int inFlight() {
        return answering.inFlight();
    }

    /** Refuses new messages and waits for those in flight; false if some were left, which the next start answers. */
    public boolean drain(Duration timeout) {
        return answering.drain(timeout);
    }

    /** Stops at once; what is in flight is answered after the next start. */
    @Override
    public void close() {
        answering.close();
    }

    /** An accepted message; without a pending answer if it was answered before. */
    private record Acceptance(
            MessageId message,
            ConversationId conversation,
            @Nullable PendingAnswer pending) {}

    private Acceptance accept(AgentRef agent, AgentRequest request) {
        answering.requireOpen();
        checkText(request.message());
        Receivers.Receiver receiver = receivers.require(agent);
        boolean opens = request.conversationId() == null;
        if (request.conversationId() != null) {
            store.conversation(request.conversationId());
        }
        MessageId message = new MessageId(ids.next());
        ConversationId conversation =
                request.conversationId() == null ? new ConversationId(ids.next()) : request.conversationId();
        String fingerprint = fingerprint(receiver.id(), request);
        String operation = request.idempotencyKey() == null
                ? message.toString()
                : "message:" + receiver.id() + ":" + request.idempotencyKey();
        AcceptMessage command = new AcceptMessage(
                message,
                conversation,
                opens,
                Performative.REQUEST,
                USER,
                receiver.id(),
                receiver.slug(),
                request.message(),
                fingerprint);
        answering.reserve(receiver.slug());
        boolean handedOver = false;
        try {
            // Registered before the commit, so that nobody can find the message stored and not in flight.
            PendingAnswer pending = answering.register(message, conversation);
            Applied applied = database.write(new Operation(operation, USER, clock.instant()), command);
            if (applied.repeated()) {
                return original(requireNonNull(applied.outcome(), "outcome"));
            }
            answering.start(pending, receiver.id(), receiver.slug(), request.message(), conversation);
            handedOver = true;
            return new Acceptance(message, conversation, pending);
        } finally {
            if (!handedOver) {
                answering.forget(message);
                answering.release(receiver.slug());
            }
        }
    }

    private Acceptance original(String outcome) {
        String[] parts = outcome.split(" ", 2);
        MessageId message = MessageId.parse(parts[0]);
        return new Acceptance(message, ConversationId.parse(parts[1]), answering.pending(message));
    }

    private AgentReply storedReply(MessageId message) {
        MessageStore.StoredMessage question = require(message);
        return store.answerTo(message)
                .map(answer -> reply(question, answer))
                .orElseThrow(() -> CaxtonException.of(
                        ProblemType.TIMEOUT,
                        "message '" + message + "' has no answer, its status is "
                                + question.message().status(),
                        "ask GET /api/v1/messages/" + message + " later"));
    }

    private static AgentReply reply(MessageStore.StoredMessage question, MessageStore.StoredMessage answer) {
        AnswerDetail detail = AnswerDetail.fromJson(requireNonNull(answer.detail(), "detail"));
        return new AgentReply(
                question.message().messageId(),
                question.message().conversationId(),
                new AgentReply.Reply(
                        answer.message().performative(), answer.message().content()),
                question.message().receiver(),
                detail.provider(),
                detail.model(),
                detail.toolsUsed(),
                detail.memoryUsed(),
                detail.latencyMs());
    }

    private MessageStore.StoredMessage require(MessageId message) {
        return store.message(message)
                .orElseThrow(() -> CaxtonException.of(
                        ProblemType.MESSAGE_NOT_FOUND, "message '" + message + "' does not exist", (String) null));
    }

    private void checkText(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "message is empty, expected some text", (String) null);
        }
        if (text.indexOf('\0') >= 0) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "message holds a NUL character at position " + text.indexOf('\0') + ", expected text",
                    "remove it");
        }
        long limit = config.maxMessageSize().bytes();
        if (text.length() > limit / 4 && text.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw CaxtonException.of(Problem.of(
                            ProblemType.TOO_LARGE,
                            "message has " + text.getBytes(StandardCharsets.UTF_8).length + " bytes, expected at most "
                                    + limit,
                            "send it in parts, or raise messaging.max_message_size (at most 10MB)")
                    .withContext(Map.of("limit", limit)));
        }
    }

    private static String fingerprint(AgentId agent, AgentRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.message().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            if (request.conversationId() != null) {
                digest.update(request.conversationId().toString().getBytes(StandardCharsets.US_ASCII));
            }
            return agent + ":" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    static AgentReply reply(
            MessageId message, ConversationId conversation, String agent, Answer answer, double latencyMs) {
        return new AgentReply(
                message,
                conversation,
                new AgentReply.Reply(answer.performative(), answer.content()),
                agent,
                answer.provider(),
                answer.model(),
                answer.toolsUsed(),
                answer.memoryUsed(),
                latencyMs);
    }

    static MessageStatus statusOf(Performative performative) {
        return performative == Performative.FAILURE ? MessageStatus.FAILED : MessageStatus.PROCESSED;
    }
}
