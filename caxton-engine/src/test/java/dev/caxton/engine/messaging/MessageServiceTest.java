package dev.caxton.engine.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Page;
import dev.caxton.api.PageRequest;
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
import dev.caxton.api.messaging.Performative;
import dev.caxton.api.messaging.ReplyPart;
import dev.caxton.engine.agent.AgentSchema;
import dev.caxton.engine.config.ByteSize;
import dev.caxton.engine.config.MessagingConfig;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.security.KeyRing;
import dev.caxton.engine.security.KeySchema;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageServiceTest {

    private static final AgentRef ECHO = AgentRef.of("echo");
    private static final AgentId ECHO_ID = new AgentId(UUID.fromString("01890000-0000-7000-8000-000000000001"));

    @TempDir
    Path directory;

    private Database database;
    private MessageService service;
    private final GivenUp givenUp = new GivenUp();
    private volatile MessageHandler handler = (delivery, parts) -> inform("echo " + delivery.content());

    @BeforeEach
    void open() {
        DatabaseOptions options = DatabaseOptions.of(directory.resolve("caxton.db"), Clock.systemUTC());
        database = Database.open(
                KeySchema.addTo(MessagingSchema.addTo(AgentSchema.addTo(options)), new KeyRing(Clock.systemUTC())));
        service = service(Duration.ofSeconds(120), 1000);
    }

    @AfterEach
    void close() {
        service.close();
        database.close();
    }

    private MessageService service(Duration patience, int queueSize) {
        Clock clock = Clock.systemUTC();
        return new MessageService(
                database,
                agent -> {
                    if (!agent.value().equals("echo")) {
                        throw CaxtonException.of(ProblemType.AGENT_NOT_FOUND, "agent '" + agent + "'", (String) null);
                    }
                    return new Receivers.Receiver(ECHO_ID, "echo");
                },
                (delivery, parts) -> handler.handle(delivery, parts),
                givenUp,
                new MessagingConfig(ByteSize.mebibytes(1), queueSize, 50, 3),
                16,
                patience,
                new TimeOrderedIds(clock),
                clock);
    }

    private static Answer inform(String text) {
        return new Answer(Performative.INFORM, text, "test", null, List.of("a_tool"), List.of());
    }

    private static ProblemType problemOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        List<ProblemType> types = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(CaxtonException.class, e -> types.add(e.type()));
        return types.getFirst();
    }

    @Test
    void answersAndKeepsBothSidesOfTheConversation() {
        AgentReply reply = service.ask(ECHO, AgentRequest.of("hello"));

        assertThat(reply.reply()).isEqualTo(new AgentReply.Reply(Performative.INFORM, "echo hello"));
        assertThat(reply.toolsUsed()).containsExactly("a_tool");
        Page<ConversationMessage> history = service.history(reply.conversationId(), PageRequest.first());
        assertThat(history.items()).extracting(ConversationMessage::sender).containsExactly("user", "echo");
        assertThat(history.items()).extracting(ConversationMessage::content).containsExactly("hello", "echo hello");
        assertThat(history.items().getLast().inReplyTo()).isEqualTo(reply.messageId());
        assertThat(service.receipt(reply.messageId()).status()).isEqualTo(MessageStatus.PROCESSED);
        Conversation conversation = service.conversation(reply.conversationId());
        assertThat(conversation.messageCount()).isEqualTo(2);
        assertThat(conversation.participants()).containsExactly("user", "echo");
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void storesAnAnswerOnceWritesAreTakenAgain() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        handler = (delivery, parts) -> {
            times.incrementAndGet();
            asked.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return inform("late");
        };
        List<ReplyPart> parts = new ArrayList<>();
        CompletableFuture<ProblemType> told = CompletableFuture.supplyAsync(
                () -> problemOf(() -> service.ask(ECHO, AgentRequest.of("hello"), parts::add)));
        asked.await();
        database.enterSafeMode("the test says so");
        go.countDown();
        assertThat(told.get()).isEqualTo(ProblemType.SAFE_MODE);

        database.leaveSafeMode();

        ReplyPart.Accepted accepted = (ReplyPart.Accepted) parts.getFirst();
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (service.receipt(accepted.messageId()).status() == MessageStatus.ACCEPTED
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(service.history(accepted.conversationId(), PageRequest.first())
                        .items())
                .extracting(ConversationMessage::content)
                .containsExactly("hello", "late");
        assertThat(times).hasValue(1);
    }

    @Test
    void showsTheAgentWhatWasSaidBefore() {
        AgentReply first = service.ask(ECHO, AgentRequest.of("one"));
        handler = (delivery, parts) -> inform(delivery.earlier().stream()
                .map(ConversationMessage::content)
                .toList()
                .toString());

        AgentReply second = service.ask(ECHO, AgentRequest.of("two").in(first.conversationId()));

        assertThat(second.reply().content()).isEqualTo("[one, echo one]");
    }

    @Test
    void keepsTheOrderOfAConversationUnderConcurrency() throws Exception {
        AgentReply first = service.ask(ECHO, AgentRequest.of("start"));
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        handler = (delivery, parts) -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Thread.yield();
            atOnce.decrementAndGet();
            return inform("echo " + delivery.content());
        };
        List<Future<AgentReply>> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                AgentRequest request = AgentRequest.of("message " + i).in(first.conversationId());
                replies.add(threads.submit(() -> service.ask(ECHO, request)));
            }
        }

        for (Future<AgentReply> reply : replies) {
            assertThat(reply.get().reply().performative()).isEqualTo(Performative.INFORM);
        }
        assertThat(most).hasValue(1);
        assertThat(service.conversation(first.conversationId()).messageCount()).isEqualTo(82);
    }

    @Test
    void tellsEachPartOnTheCallingThread() {
        handler = (delivery, parts) -> {
            parts.accept(new ReplyPart.Text("one "));
            parts.accept(new ReplyPart.ToolCalled("a_tool", true));
            parts.accept(new ReplyPart.Text("two"));
            return inform("one two");
        };
        List<ReplyPart> parts = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();

        AgentReply reply = service.ask(ECHO, AgentRequest.of("hello"), part -> {
            parts.add(part);
            threads.add(Thread.currentThread());
        });

        assertThat(parts)
                .containsExactly(
                        new ReplyPart.Accepted(reply.messageId(), reply.conversationId()),
                        new ReplyPart.Text("one "),
                        new ReplyPart.ToolCalled("a_tool", true),
                        new ReplyPart.Text("two"));
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void answersARepeatedRequestOnce() {
        AtomicInteger handled = new AtomicInteger();
        handler = (delivery, parts) -> inform("number " + handled.incrementAndGet());
        AgentRequest request = new AgentRequest("hello", null, "key-1");

        AgentReply first = service.ask(ECHO, request);
        AgentReply again = service.ask(ECHO, request);

        assertThat(again).isEqualTo(first);
        assertThat(handled).hasValue(1);
        assertThat(service.inFlight()).isZero();
    }

    @Test
    void refusesAnIdempotencyKeyForAnotherRequest() {
        service.ask(ECHO, new AgentRequest("hello", null, "key-1"));

        assertThat(problemOf(() -> service.ask(ECHO, new AgentRequest("something else", null, "key-1"))))
                .isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void turnsAFailingAgentIntoAFailureThatIsKept() {
        handler = (delivery, parts) -> {
            throw CaxtonException.of(ProblemType.MODEL_FAILED, "the model is gone", "start it");
        };

        AgentReply reply = service.ask(ECHO, AgentRequest.of("hello"));

        assertThat(reply.reply()).isEqualTo(new AgentReply.Reply(Performative.FAILURE, "the model is gone; start it"));
        assertThat(service.receipt(reply.messageId()).status()).isEqualTo(MessageStatus.FAILED);
    }

    @Test
    void doesNotShowWhatAnAgentThrewByMistake() {
        handler = (delivery, parts) -> {
            throw new IllegalStateException("secret detail");
        };

        AgentReply reply = service.ask(ECHO, AgentRequest.of("hello"));

        assertThat(reply.reply().performative()).isEqualTo(Performative.FAILURE);
        assertThat(reply.reply().content()).contains("echo").doesNotContain("secret");
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThat(problemOf(() -> service.ask(ECHO, AgentRequest.of("  ")))).isEqualTo(ProblemType.INVALID_ARGUMENT);
        assertThat(problemOf(() -> service.ask(ECHO, AgentRequest.of("a\0b")))).isEqualTo(ProblemType.INVALID_ARGUMENT);
        assertThat(problemOf(() -> service.ask(ECHO, AgentRequest.of("ä".repeat(524_289)))))
                .isEqualTo(ProblemType.TOO_LARGE);
        assertThat(problemOf(() -> service.ask(AgentRef.of("nobody"), AgentRequest.of("hello"))))
                .isEqualTo(ProblemType.AGENT_NOT_FOUND);
        assertThat(problemOf(() -> service.ask(
                        ECHO,
                        AgentRequest.of("hello").in(ConversationId.parse("01890000-0000-7000-8000-00000000000f")))))
                .isEqualTo(ProblemType.CONVERSATION_NOT_FOUND);
        assertThat(service.conversations(PageRequest.first()).total()).isZero();
    }

    @Test
    void acceptsTheLargestMessage() {
        String largest = "x".repeat(1024 * 1024);

        assertThat(service.ask(ECHO, AgentRequest.of(largest)).reply().content())
                .hasSize(largest.length() + 5);
    }

    @Test
    void pagesThroughConversationsNewestFirst() {
        List<ConversationId> opened = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            opened.add(service.ask(ECHO, AgentRequest.of("hello " + i)).conversationId());
        }
        List<ConversationId> listed = new ArrayList<>();
        String cursor = null;
        do {
            Page<Conversation> page = service.conversations(new PageRequest(3, cursor));
            assertThat(page.total()).isEqualTo(7);
            page.items().forEach(conversation -> listed.add(conversation.id()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(listed).containsExactlyElementsOf(opened.reversed());
    }

    @Test
    void refusesACursorThatNoPageGave() {
        assertThat(problemOf(() -> service.conversations(new PageRequest(3, "nonsense"))))
                .isEqualTo(ProblemType.INVALID_ARGUMENT);
    }

    @Test
    void stopsWaitingAfterItsPatienceAndAnswersAllTheSame() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        handler = (delivery, parts) -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return inform("late");
        };
        MessageService hasty = service(Duration.ofMillis(50), 1000);
        List<ReplyPart.Accepted> accepted = new ArrayList<>();

        assertThat(problemOf(() ->
                        hasty.ask(ECHO, AgentRequest.of("hello"), part -> accepted.add((ReplyPart.Accepted) part))))
                .isEqualTo(ProblemType.TIMEOUT);
        go.countDown();

        assertThat(hasty.drain(Duration.ofSeconds(120))).isTrue();
        assertThat(hasty.receipt(accepted.getFirst().messageId()).status()).isEqualTo(MessageStatus.PROCESSED);
        hasty.close();
    }

    @Test
    void refusesMoreThanAnAgentMayHaveWaiting() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        handler = (delivery, parts) -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return inform("done");
        };
        MessageService small = service(Duration.ofSeconds(120), 2);
        small.submit(ECHO, AgentRequest.of("one"));
        small.submit(ECHO, AgentRequest.of("two"));

        assertThat(problemOf(() -> small.submit(ECHO, AgentRequest.of("three"))))
                .isEqualTo(ProblemType.TOO_MANY_REQUESTS);
        go.countDown();
        assertThat(small.drain(Duration.ofSeconds(120))).isTrue();
        small.close();
    }

    @Test
    void answersAfterARestartWhatAStopInterrupted() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        handler = (delivery, parts) -> {
            reached.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return inform("never");
        };
        MessageReceipt receipt = service.submit(ECHO, AgentRequest.of("hello"));
        reached.await();
        service.close();
        assertThat(service.receipt(receipt.messageId()).status()).isEqualTo(MessageStatus.ACCEPTED);

        handler = (delivery, parts) -> inform("echo " + delivery.content());
        MessageService restarted = service(Duration.ofSeconds(120), 1000);

        assertThat(restarted.resume()).isEqualTo(1);
        assertThat(restarted.drain(Duration.ofSeconds(120))).isTrue();
        assertThat(restarted
                        .history(receipt.conversationId(), PageRequest.first())
                        .items())
                .extracting(ConversationMessage::content)
                .containsExactly("hello", "echo hello");
        assertThat(restarted.resume()).isZero();
        restarted.close();
    }

    @Test
    void givesUpAMessageThatKeepsStoppingTheServer() throws Exception {
        handler = (delivery, parts) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return inform("never");
        };
        MessageReceipt receipt = service.submit(ECHO, AgentRequest.of("hello"));
        service.close();
        for (int restart = 0; restart < 3; restart++) {
            assertThat(givenUp.told).isEmpty();
            MessageService again = service(Duration.ofSeconds(120), 1000);
            again.resume();
            again.close();
        }

        assertThat(givenUp.told)
                .containsExactly("echo " + receipt.messageId()
                        + ": the server stopped in each of 3 attempts (messaging.max_attempts)");

        assertThat(service.receipt(receipt.messageId()).status()).isEqualTo(MessageStatus.DEAD);
    }

    /** Keeps what is told of messages that were given up. */
    private static final class GivenUp implements AnswerListener {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void answered(String agent, MessageId message, Performative performative, double latencyMs) {
            // of no interest here
        }

        @Override
        public void gaveUp(String agent, MessageId message, String reason) {
            told.add(agent + " " + message + ": " + reason);
        }
    }

    @Test
    void takesNoMessagesWhileDraining() {
        assertThat(service.drain(Duration.ofSeconds(120))).isTrue();

        assertThat(problemOf(() -> service.ask(ECHO, AgentRequest.of("hello")))).isEqualTo(ProblemType.DRAINING);
    }

    @Test
    void lanesOfDifferentConversationsDoNotWaitForEachOther() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        handler = (delivery, parts) -> {
            if (delivery.content().equals("slow")) {
                gate.join();
            }
            return inform("done " + delivery.content());
        };
        MessageReceipt slow = service.submit(ECHO, AgentRequest.of("slow"));

        assertThat(service.ask(ECHO, AgentRequest.of("quick")).reply().content())
                .isEqualTo("done quick");
        assertThat(service.receipt(slow.messageId()).status()).isEqualTo(MessageStatus.ACCEPTED);
        gate.complete(null);
        assertThat(service.drain(Duration.ofSeconds(120))).isTrue();
    }
}
