package dev.caxton.engine.messaging;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.messaging.ConversationId;
import dev.caxton.api.messaging.ConversationMessage;
import dev.caxton.api.messaging.MessageId;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.api.messaging.Performative;
import dev.caxton.engine.config.MessagingConfig;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes committed messages to their agents and stores what comes back: in order within a conversation, side by side
 * otherwise, a limited number for each agent at once. Thread-safe.
 */
final class Answering implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Database database;
    private final MessageStore store;
    private final MessageHandler handler;
    private final AnswerListener listener;
    private final MessagingConfig config;
    private final IdGenerator ids;
    private final Clock clock;
    private final int concurrencyPerAgent;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("answering-", 0).factory());
    private final ConversationLanes lanes = new ConversationLanes(threads);
    private final Map<MessageId, PendingAnswer> pending = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> queued = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> slots = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean open = true;
    private volatile boolean closed;

    Answering(
            Database database,
            MessageStore store,
            MessageHandler handler,
            AnswerListener listener,
            MessagingConfig config,
            int concurrencyPerAgent,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.handler = handler;
        this.listener = listener;
        this.config = config;
        this.concurrencyPerAgent = concurrencyPerAgent;
        this.ids = ids;
        this.clock = clock;
    }

    void requireOpen() {
        if (!open) {
            throw CaxtonException.of(
                    ProblemType.DRAINING,
                    "the server is stopping and takes no new messages",
                    "try again after its restart");
        }
    }

    /** Takes a place in an agent's queue, or refuses. */
    void reserve(String agent) {
        AtomicInteger waiting = queued.computeIfAbsent(agent, key -> new AtomicInteger());
        if (waiting.incrementAndGet() > config.queueSize()) {
            waiting.decrementAndGet();
            throw CaxtonException.of(Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "agent '" + agent + "' has " + config.queueSize() + " messages waiting, its limit",
                            "wait for some to be answered, or raise messaging.queue_size")
                    .withContext(Map.of("limit", config.queueSize())));
        }
    }

    void release(String agent) {
        AtomicInteger waiting = queued.get(agent);
        if (waiting != null) {
            waiting.decrementAndGet();
        }
    }

    PendingAnswer register(MessageId message, ConversationId conversation) {
        PendingAnswer answer = new PendingAnswer(message, conversation);
        pending.put(message, answer);
        return answer;
    }

    void forget(MessageId message) {
        pending.remove(message);
    }

    @Nullable
    PendingAnswer pending(MessageId message) {
        return pending.get(message);
    }

    int inFlight() {
        return pending.size();
    }

    /** Begins to answer a committed message for which a place was reserved. */
    void start(PendingAnswer answer, AgentId agent, String slug, String content, ConversationId conversation) {
        long accepted = System.nanoTime();
        var unused = lanes.submit(conversation, () -> {
            try {
                answer(answer, agent, slug, content, accepted);
            } finally {
                pending.remove(answer.message());
                release(slug);
            }
        });
    }

    /** Completes once a place among the messages that an agent works on was had and given back. */
    CompletableFuture<Void> probe(String agent) {
        return CompletableFuture.runAsync(
                () -> {
                    Semaphore slot = slotOf(agent);
                    slot.acquireUninterruptibly();
                    slot.release();
                },
                threads);
    }

    private Semaphore slotOf(String agent) {
        return slots.computeIfAbsent(agent, key -> new Semaphore(concurrencyPerAgent, true));
    }

    int resume(int maxAttempts) {
        List<MessageStore.StoredMessage> left = store.unanswered();
        for (MessageStore.StoredMessage stored : left) {
            ConversationMessage message = stored.message();
            Operation operation = new Operation(
                    "attempt:" + message.messageId() + ":" + stored.attempts(), "engine", clock.instant());
            String status = database.write(operation, new CountAttempt(message.messageId(), maxAttempts))
                    .outcome();
            if (MessageStatus.DEAD.wireName().equals(status)) {
                LOG.warn("message given up message_id={} attempts={}", message.messageId(), stored.attempts());
                listener.gaveUp(
                        message.receiver(),
                        message.messageId(),
                        "the server stopped in each of " + maxAttempts + " attempts (messaging.max_attempts)");
                continue;
            }
            queued.computeIfAbsent(message.receiver(), key -> new AtomicInteger())
                    .incrementAndGet();
            start(
                    register(message.messageId(), message.conversationId()),
                    AgentId.parse(stored.agentId()),
                    message.receiver(),
                    message.content(),
                    message.conversationId());
        }
        return left.size();
    }

    private void answer(PendingAnswer pendingAnswer, AgentId agent, String slug, String content, long accepted) {
        Semaphore slot = slotOf(slug);
        try {
            slot.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pendingAnswer.fail(interrupted());
            return;
        }
        try {
            Delivery delivery = new Delivery(
                    pendingAnswer.message(),
                    pendingAnswer.conversation(),
                    agent,
                    slug,
                    content,
                    store.before(pendingAnswer.message(), 2 * config.contextTurns()));
            Answer answer = handle(delivery, pendingAnswer);
            if (closed) {
                pendingAnswer.fail(interrupted());
                return;
            }
            double latencyMs = (System.nanoTime() - accepted) / 1e6;
            store(pendingAnswer, answer, latencyMs);
            listener.answered(slug, pendingAnswer.message(), answer.performative(), latencyMs);
            pendingAnswer.complete(MessageService.reply(
                    pendingAnswer.message(), pendingAnswer.conversation(), slug, answer, latencyMs));
        } catch (CaxtonException e) {
            // The message stays accepted: the next start tries it again.
            LOG.error("answer not stored message_id={} agent={}", pendingAnswer.message(), slug, e);
            pendingAnswer.fail(e);
        } catch (RuntimeException | Error e) {
            LOG.error("answering failed message_id={} agent={}", pendingAnswer.message(), slug, e);
            pendingAnswer.fail(CaxtonException.of(
                    Problem.of(
                            ProblemType.INTERNAL_ERROR,
                            "message '" + pendingAnswer.message() + "' could not be answered",
                            "the log names the cause"),
                    e));
        } finally {
            slot.release();
        }
    }

    private Answer handle(Delivery delivery, PendingAnswer pendingAnswer) {
        try {
            return handler.handle(delivery, pendingAnswer::add);
        } catch (CaxtonException e) {
            LOG.atLevel(closed ? Level.DEBUG : Level.WARN) // interrupted by a stop, it is tried again
                    .log(
                            "agent failed agent={} message_id={} code={}: {}",
                            delivery.slug(),
                            delivery.message(),
                            e.type(),
                            e.getMessage());
            String text = e.hint() == null ? e.problem().detail() : e.problem().detail() + "; " + e.hint();
            return new Answer(Performative.FAILURE, text, "none", null, List.of(), List.of());
        } catch (RuntimeException e) {
            LOG.error("agent failed agent={} message_id={}", delivery.slug(), delivery.message(), e);
            String text = "agent '" + delivery.slug() + "' failed on message '" + delivery.message()
                    + "'; the log names the cause";
            return new Answer(Performative.FAILURE, text, "none", null, List.of(), List.of());
        }
    }

    /**
     * Stores an answer. While writes are refused, as on a full disk, whoever waits is told so, and storing is tried again
     * until it succeeds or the service closes: the question is accepted, and its answer may have been paid for.
     */
    private void store(PendingAnswer pendingAnswer, Answer answer, double latencyMs) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                record(pendingAnswer.message(), answer, latencyMs);
                return;
            } catch (CaxtonException e) {
                if (!e.type().retryable() || closed) {
                    throw e;
                }
                if (pause.equals(FIRST_PAUSE)) {
                    LOG.warn("answer waits to be stored message_id={}: {}", pendingAnswer.message(), e.getMessage());
                }
                pendingAnswer.fail(e);
                if (closes(pause)) {
                    throw e;
                }
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Waits, and says whether the service closed meanwhile. */
    private boolean closes(Duration pause) {
        try {
            return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void record(MessageId question, Answer answer, double latencyMs) {
        AnswerDetail detail =
                new AnswerDetail(answer.provider(), answer.model(), answer.toolsUsed(), answer.memoryUsed(), latencyMs);
        database.write(
                new Operation("answer:" + question, "engine", clock.instant()),
                new RecordAnswer(
                        question,
                        new MessageId(ids.next()),
                        answer.performative(),
                        answer.content(),
                        MessageService.statusOf(answer.performative()),
                        detail.toJson(),
                        answer.toBeRecorded()));
    }

    boolean drain(Duration timeout) {
        open = false;
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean allAnswered = true;
        for (PendingAnswer answer : List.copyOf(pending.values())) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            try {
                answer.await(part -> {}, left);
            } catch (CaxtonException e) {
                allAnswered = false;
                LOG.info("message left for the next start message_id={} code={}", answer.message(), e.type());
            }
        }
        return allAnswered;
    }

    @Override
    public void close() {
        open = false;
        closed = true;
        closing.countDown();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("answering threads did not end within 5 s in_flight={}", pending.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CaxtonException interrupted() {
        return CaxtonException.of(
                ProblemType.DRAINING,
                "the server stopped before the message was answered",
                "it is answered after the next start");
    }
}
