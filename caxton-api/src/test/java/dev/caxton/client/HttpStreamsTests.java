package dev.caxton.client;

import static dev.caxton.client.ScriptedPeer.events;
import static dev.caxton.client.ScriptedPeer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Subscription;
import dev.caxton.api.UnavailableException;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.ReplyPart;
import dev.caxton.api.ops.PlatformEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the client reads streams of events, over any transport. */
abstract class HttpStreamsTests extends HttpClientFixture {

    @Test
    void streamIsUnderstoodHoweverItIsCut() {
        String stream = "\uFEFF: hello\r\nevent: accepted\r\ndata: {" + IDS + "}\r\n\r\n"
                + "event:text\ndata:{\"text\":\ndata:\"Grüß \"}\n\n"
                + "event: of-a-newer-version\ndata: {}\n\n"
                + "event: tool\ndata: {\"tool\":\"csv_parser\",\"succeeded\":true}\r\r"
                + "event: text\rdata: {\"text\":\"dich\"}\r\r"
                + "retry: 5\nid: 7\nevent: reply\ndata: " + REPLY + "\n\n";
        for (int chunk : new int[] {1, 2, 3, 7, 4096}) {
            peer.when("POST /api/v1/agents/greeter/message", events(chunk, stream));
            List<ReplyPart> parts = new ArrayList<>();

            AgentReply reply = caxton.messages().ask(GREETER, HELLO, parts::add);

            assertThat(parts)
                    .as("in pieces of " + chunk)
                    .containsExactly(
                            new ReplyPart.Accepted(reply.messageId(), reply.conversationId()),
                            new ReplyPart.Text("Grüß "),
                            new ReplyPart.ToolCalled("csv_parser", true),
                            new ReplyPart.Text("dich"));
            assertThat(reply.reply().content()).isEqualTo("Grüß dich");
        }
        assertThat(peer.requests())
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("accept", "text/event-stream"));
    }

    @Test
    void problemWithinAStreamIsThrown() {
        peer.when(
                "POST /api/v1/agents/greeter/message",
                events(9, "event: problem\ndata: {\"code\":\"MODEL_FAILED\",\"status\":502,\"detail\":\"no\"}\n\n"));

        thrown(
                UnavailableException.class,
                ProblemType.MODEL_FAILED,
                () -> caxton.messages().ask(GREETER, HELLO, part -> {}));
    }

    @Test
    void streamThatEndsEarlySaysWhereTheAnswerWillBe() {
        peer.when("POST /api/v1/agents/greeter/message", events(64, "event: accepted\ndata: {" + IDS + "}\n\n"));

        CaxtonException problem = thrown(
                UnavailableException.class,
                ProblemType.UNREACHABLE,
                () -> caxton.messages().ask(GREETER, HELLO, part -> {}));

        assertThat(problem.hint()).contains("01890000-0000-7000-8000-00000000000b");
        assertThat(problem.problem().context()).containsEntry("message_id", "01890000-0000-7000-8000-00000000000a");
    }

    @Test
    void eventsGoOnAfterTheStreamBroke() throws InterruptedException {
        peer.when("GET /api/v1/events", events(5, event(1)));
        BlockingQueue<PlatformEvent> told = new LinkedBlockingQueue<>();

        try (Subscription subscription = caxton.ops().events(told::add)) {
            assertThat(subscription).isNotNull();
            assertThat(told.poll(120, TimeUnit.SECONDS))
                    .extracting(PlatformEvent::sequence)
                    .isEqualTo(1L);
            peer.when("GET /api/v1/events", events(5, event(2)));
            PlatformEvent next = told.poll(120, TimeUnit.SECONDS);
            while (next != null && next.sequence() == 1) {
                next = told.poll(120, TimeUnit.SECONDS);
            }
            assertThat(next).extracting(PlatformEvent::sequence).isEqualTo(2L);
        }
    }

    @Test
    void listenerThatFailsIsToldTheNextEventAllTheSame() throws InterruptedException {
        peer.when("GET /api/v1/events", events(5, event(1) + "event: x\ndata: garbage\n\n" + event(2)));
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();

        try (Subscription subscription = caxton.ops().events(event -> {
            told.add(event.sequence());
            throw new IllegalStateException("on purpose");
        })) {
            assertThat(subscription).isNotNull();
            assertThat(told.poll(120, TimeUnit.SECONDS)).isEqualTo(1L);
            assertThat(told.poll(120, TimeUnit.SECONDS)).isEqualTo(2L);
        }
    }

    @Test
    void followingLogsReadsLinesAndReportsAnUnknownAgentAtOnce() throws InterruptedException {
        peer.when(
                "GET /api/v1/agents/greeter/logs",
                events(
                        5,
                        "event: log\n"
                                + "data: {\"at\":\"2026-11-22T10:00:00Z\",\"level\":\"info\",\"message\":\"hi\"}\n\n"));
        peer.when("GET /api/v1/agents/nobody/logs", problem(404, "{\"code\":\"AGENT_NOT_FOUND\",\"detail\":\"no\"}"));
        BlockingQueue<AgentLogEntry> told = new LinkedBlockingQueue<>();

        try (Subscription subscription = caxton.agents().followLogs(GREETER, "warn", told::add)) {
            assertThat(subscription).isNotNull();
            assertThat(told.poll(120, TimeUnit.SECONDS))
                    .extracting(AgentLogEntry::message)
                    .isEqualTo("hi");
        }
        thrown(
                NotFoundException.class,
                ProblemType.AGENT_NOT_FOUND,
                () -> caxton.agents().followLogs(AgentRef.of("nobody"), null, told::add));
        assertThat(peer.requests().getFirst().target()).endsWith("/logs?follow=true&level=warn");
    }

    @Test
    void closingTheClientEndsItsSubscriptions() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        peer.when("GET /api/v1/events", (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n".getBytes());
            try {
                while (true) {
                    out.write(": still here\n\n".getBytes());
                    out.flush();
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        });
        HttpCaxton other = client(peer.url(), Duration.ofSeconds(120));
        Subscription subscription = other.ops().events(event -> {});

        other.close();

        assertThat(gone.await(120, TimeUnit.SECONDS)).isTrue();
        subscription.close();
    }

    private static String event(int sequence) {
        return "id: " + sequence + "\nevent: agent_started\ndata: {\"sequence\":" + sequence
                + ",\"type\":\"agent_started\",\"at\":\"2026-11-22T10:00:00Z\",\"data\":{\"agent\":\"greeter\"}}\n\n";
    }
}
