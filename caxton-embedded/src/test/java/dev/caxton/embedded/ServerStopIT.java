package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.MessageReceipt;
import dev.caxton.api.messaging.MessageStatus;
import dev.caxton.engine.EngineCaxton;
import dev.caxton.wire.ServerAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stops and signals, with work in flight at a model that answers when the test lets it. */
class ServerStopIT {

    private static final String MESSAGE = "agents/clerk/message";
    private static final int IN_FLIGHT = Integer.getInteger("caxton.stop.inflight", 12);

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ModelPeer model;

    @BeforeEach
    void writeAgent() throws IOException {
        model = new ModelPeer();
        agent("1.0.0", "First edition.");
    }

    @AfterEach
    void closeModel() {
        model.close();
        threads.shutdownNow();
    }

    @Test
    void answersWhatIsInFlightWhenTermComesAndRefusesTheRest() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            model.hold();
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                asked.add(ask(rest, "question " + i));
            }
            model.awaitAsked(IN_FLIGHT);

            server.process().destroy();
            HttpResponse<String> refused = awaitRefusal(rest);
            RestCase.problem(refused, 503, "DRAINING");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            RestCase.problem(rest.post(MESSAGE, "{\"message\":\"too late\"}"), 503, "DRAINING");
            assertThat(Rest.json(rest.get("health")).path("status").asText()).isEqualTo("down");
            model.release();

            for (int i = 0; i < IN_FLIGHT; i++) {
                HttpResponse<String> answer = asked.get(i).get(180, TimeUnit.SECONDS);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("question " + i);
            }
            assertThat(awaitEnd(server)).isZero();
            assertThat(model.asked()).doesNotContain("too late");
            assertThat(ServerAddress.fileIn(server.data())).doesNotExist();
            assertThat(server.log()).doesNotContain("ERROR").doesNotContain("\tat ");
        }
    }

    @Test
    void answersAfterTheNextStartWhatAnImmediateShutdownInterrupts() throws Exception {
        String id;
        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            model.hold();
            HttpResponse<String> accepted =
                    rest.post(MESSAGE, "{\"message\":\"not forgotten\"}", "Prefer", "respond-async");
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            id = Rest.json(accepted).path("message_id").asText();
            model.awaitAsked(1);

            assertThat(rest.post("shutdown", "{\"timeout\":\"0s\"}").statusCode())
                    .isEqualTo(202);
            assertThat(awaitEnd(server)).isZero();
            assertThat(ServerAddress.fileIn(server.data())).doesNotExist();
            assertThat(server.log()).doesNotContain("ERROR").doesNotContain("\tat ");
        }
        model.release();

        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            ModelPeer.await(() -> status(rest, id).equals("processed"), "an answer to " + id);
            String conversation = Rest.json(rest.get("messages/" + id))
                    .path("conversation_id")
                    .asText();
            assertThat(Rest.json(rest.get("conversations/" + conversation + "/messages")))
                    .hasSize(2)
                    .last()
                    .satisfies(answer ->
                            assertThat(answer.path("content").asText()).contains("not forgotten"));
        }
    }

    @Test
    void waitsForAMessageInFlightWhenShutDownGracefully() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            model.hold();
            CompletableFuture<HttpResponse<String>> asked = ask(rest, "patience");
            rest.post(MESSAGE, "{\"message\":\"nobody waits\"}", "Prefer", "respond-async");
            model.awaitAsked(2);

            assertThat(rest.post("shutdown", "{\"timeout\":\"50s\"}").statusCode())
                    .isEqualTo(202);
            awaitRefusal(rest);
            model.release();

            assertThat(asked.get(180, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(awaitEnd(server)).isZero();
            assertThat(server.log()).doesNotContain("still in flight").doesNotContain("left for the next start");
        }
    }

    @Test
    void reloadsOnHupWithoutAWatchAndStartsAgainAfterAKill() throws Exception {
        List<String> options = new ArrayList<>(List.of(model.options()));
        options.addAll(List.of("--override", "runtime.enable_hot_reload=false"));
        String[] words = options.toArray(String[]::new);
        try (ServerUnderTest server = ServerUnderTest.start(directory, words)) {
            Rest rest = new Rest(server.url());
            assertThat(reply(rest, "one")).isEqualTo("First edition. | one");
            agent("2.0.0", "Second edition.");
            assertThat(reply(rest, "two")).isEqualTo("First edition. | two");

            assertThat(new ProcessBuilder(
                                    "kill",
                                    "-HUP",
                                    String.valueOf(server.process().pid()))
                            .start()
                            .waitFor())
                    .isZero();
            ModelPeer.await(
                    () -> Rest.json(rest.get("agents/clerk"))
                            .path("version")
                            .asText()
                            .equals("2.0.0"),
                    "the reload");
            assertThat(reply(rest, "three")).isEqualTo("Second edition. | three");
            server.kill();
            assertThat(ServerAddress.fileIn(server.data())).exists();
        }

        try (ServerUnderTest server = ServerUnderTest.start(directory, words)) {
            assertThat(reply(new Rest(server.url()), "four")).isEqualTo("Second edition. | four");
            assertThat(server.terminate()).isZero();
        }
    }

    @Test
    void tellsTheEngineAtOnceHowMuchTimeThereIs() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        EmbeddedServer server = EmbeddedServer.start(FakeServer.config(), new EngineStart() {
            @Override
            public Caxton start(URI url, Consumer<Duration> stop) {
                return new FakeCaxton() {
                    @Override
                    public void close() {
                        told.add("closed");
                    }
                };
            }

            @Override
            public void stopping(Duration patience) {
                told.add("stopping within " + patience);
            }
        });

        server.stop(Duration.ofSeconds(3));

        assertThat(told).containsExactly("stopping within PT3S", "closed");
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void doesNotWaitTwiceForWhatIsInFlight() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "server.data_dir", directory.resolve("data").toString(),
                "server.agents_dir", directory.resolve("agents").toString(),
                "server.shutdown_timeout", "10m"));
        for (int i = 1; i < model.options().length; i += 2) {
            String[] setting = model.options()[i].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        model.hold();
        EngineCaxton engine = EngineCaxton.open(settings);
        MessageReceipt receipt = engine.messages().submit(AgentRef.of("clerk"), AgentRequest.of("hello"));
        model.awaitAsked(1);

        engine.stopWithin(Duration.ZERO); // as a server does whose own wait has used up the time
        engine.close(); // would wait for ten minutes

        model.release();
        try (EngineCaxton next = EngineCaxton.open(settings)) {
            ModelPeer.await(
                    () -> next.messages().receipt(receipt.messageId()).status() == MessageStatus.PROCESSED,
                    "the answer");
        }
    }

    private void agent(String version, String prompt) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("agents")).resolve("clerk.md"), """
            ---
            name: Clerk
            version: "%s"
            capabilities: [answering]
            tools: []
            system_prompt: %s
            ---
            I answer.
            """.formatted(
                        version, prompt));
    }

    private CompletableFuture<HttpResponse<String>> ask(Rest rest, String message) {
        return CompletableFuture.supplyAsync(() -> rest.post(MESSAGE, "{\"message\":\"" + message + "\"}"), threads);
    }

    private static String reply(Rest rest, String message) {
        return Rest.json(rest.post(MESSAGE, "{\"message\":\"" + message + "\"}"))
                .path("reply")
                .path("content")
                .asText();
    }

    private static String status(Rest rest, String message) {
        return Rest.json(rest.get("messages/" + message)).path("status").asText();
    }

    private static int awaitEnd(ServerUnderTest server) throws InterruptedException {
        assertThat(server.process().waitFor(180, TimeUnit.SECONDS)).isTrue();
        return server.process().exitValue();
    }

    private static HttpResponse<String> awaitRefusal(Rest rest) throws Exception {
        List<HttpResponse<String>> last = new ArrayList<>(List.of(rest.get("agents")));
        ModelPeer.await(
                () -> {
                    last.set(0, rest.get("agents"));
                    return last.getFirst().statusCode() != 200;
                },
                "a refusal");
        return last.getFirst();
    }
}
