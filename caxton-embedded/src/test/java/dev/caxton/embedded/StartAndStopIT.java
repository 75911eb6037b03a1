package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ConflictException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.port.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartAndStopIT {

    private static final String MESSAGE = "agents/greeter/message";

    @Test
    void answersStartingUntilAgentsAreLoaded() throws Exception {
        CountDownLatch load = new CountDownLatch(1);
        CompletableFuture<URI> address = new CompletableFuture<>();
        CaxtonConfig config = FakeServer.config("server.port", "0");
        CompletableFuture<EmbeddedServer> server =
                CompletableFuture.supplyAsync(() -> EmbeddedServer.start(config, (url, stop) -> {
                    address.complete(url);
                    await(load);
                    return new FakeCaxton();
                }));
        Rest rest = new Rest(address.get());

        HttpResponse<String> early = awaitAnswer(rest);
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(Rest.json(early).path("status").asText()).isEqualTo("starting");
        assertThat(rest.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(rest.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(rest.get("/health/started").statusCode()).isEqualTo(503);
        CompletableFuture<HttpResponse<String>> patient = CompletableFuture.supplyAsync(() -> rest.get("agents"));
        load.countDown();

        try (EmbeddedServer started = server.get()) {
            assertThat(started.uri()).isEqualTo(address.get());
            assertThat(patient.get().statusCode()).isEqualTo(200);
            assertThat(rest.get("health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tellsEarlyCallersToComeAgain() throws Exception {
        CountDownLatch load = new CountDownLatch(1);
        CompletableFuture<URI> address = new CompletableFuture<>();
        CaxtonConfig config = FakeServer.config("server.port", "0", "server.request_timeout", "1s");
        CompletableFuture<EmbeddedServer> server =
                CompletableFuture.supplyAsync(() -> EmbeddedServer.start(config, (url, stop) -> {
                    address.complete(url);
                    await(load);
                    return new FakeCaxton();
                }));
        Rest rest = new Rest(address.get());
        awaitAnswer(rest);

        HttpResponse<String> early = rest.get("agents");
        RestCase.problem(early, 503, "STARTING");
        assertThat(early.headers().firstValue("Retry-After")).contains("1");
        load.countDown();
        server.get().close();
    }

    @Test
    void finishesRequestsInFlightAndRefusesNewOnes() throws Exception {
        FakeServer fake = new FakeServer();
        Rest rest = new Rest(fake.server.uri());
        CompletableFuture<HttpResponse<String>> inFlight =
                CompletableFuture.supplyAsync(() -> rest.post(MESSAGE, "{\"message\":\"wait\"}"));
        fake.caxton.messages.waiting.await();

        fake.server.beginStop(Duration.ofSeconds(30));
        HttpResponse<String> refused = awaitRefusal(rest);
        assertThat(Rest.json(rest.get("health")).path("status").asText()).isEqualTo("down");
        assertThat(rest.get("health").statusCode()).isEqualTo(503);
        assertThat(rest.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(rest.get("/health/live").statusCode()).isEqualTo(200);
        RestCase.problem(refused, 503, "DRAINING");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(fake.caxton.closed).isFalse();
        fake.caxton.messages.go.countDown();

        assertThat(inFlight.get().statusCode()).isEqualTo(200);
        assertThat(inFlight.get().body()).contains("Hello, world");
        fake.server.awaitStopped();
        assertThat(fake.caxton.closed).isTrue();
    }

    @Test
    void waitsNoLongerThanItsPatience() throws Exception {
        FakeServer fake = new FakeServer();
        Rest rest = new Rest(fake.server.uri());
        CompletableFuture<HttpResponse<String>> inFlight =
                CompletableFuture.supplyAsync(() -> rest.post(MESSAGE, "{\"message\":\"wait\"}"));
        fake.caxton.messages.waiting.await();

        fake.server.stop(Duration.ofMillis(50));

        assertThat(fake.caxton.closed).isTrue();
        assertThatThrownBy(inFlight::get).isNotNull();
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CaxtonConfig config = FakeServer.config("server.port", String.valueOf(taken.getLocalPort()));

            assertThatThrownBy(() -> EmbeddedServer.start(config, (url, stop) -> new FakeCaxton()))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " on 127.0.0.1 is in use")
                    .extracting(failure -> ((CaxtonException) failure).hint())
                    .asString()
                    .contains("server.port");
        }
    }

    @Test
    void releasesThePortWhenTheMetricsPortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = FreePorts.next();
            CaxtonConfig config = FakeServer.config(
                    "server.port",
                    String.valueOf(port),
                    "monitoring.metrics_port",
                    String.valueOf(taken.getLocalPort()));

            assertThatThrownBy(() -> EmbeddedServer.start(config, (url, stop) -> new FakeCaxton()))
                    .isInstanceOf(ConflictException.class)
                    .extracting(failure -> ((CaxtonException) failure).hint())
                    .asString()
                    .contains("monitoring.metrics_port");
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void throwsWhatTheEngineReportsAndLeavesNothingBehind() throws IOException {
        int port = FreePorts.next();
        CaxtonConfig config = FakeServer.config("server.port", String.valueOf(port));

        assertThatThrownBy(() -> EmbeddedServer.start(config, (url, stop) -> {
                    throw CaxtonException.of(ProblemType.DATA_DIRECTORY_IN_USE, "process 7 owns it", "stop it");
                }))
                .isInstanceOf(ConflictException.class)
                .hasMessage("process 7 owns it");
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void servesWithoutAMetricsPort() {
        try (FakeServer fake = new FakeServer("monitoring.metrics_port", "-1")) {
            assertThat(fake.server.metricsUri()).isNull();
            assertThat(new Rest(fake.server.uri()).get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> awaitAnswer(Rest rest) throws InterruptedException {
        while (true) {
            try {
                return rest.get("health");
            } catch (java.io.UncheckedIOException notYet) {
                TimeUnit.MILLISECONDS.sleep(5); // bounded by the class's timeout
            }
        }
    }

    private static HttpResponse<String> awaitRefusal(Rest rest) throws InterruptedException {
        while (true) {
            HttpResponse<String> response = rest.get("agents");
            if (response.statusCode() != 200) {
                return response;
            }
            TimeUnit.MILLISECONDS.sleep(5); // bounded by the class's timeout
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
