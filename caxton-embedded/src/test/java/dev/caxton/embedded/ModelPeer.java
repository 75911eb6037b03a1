package dev.caxton.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A chat model on this machine that speaks as OpenAI does. Its answer is the system prompt's first line, a bar, and the
 * last message; it can be told to hold answers back.
 */
public final class ModelPeer implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Starts it on a free port. */
    public ModelPeer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    /** Options of a server that asks this model. */
    public String[] options() {
        return new String[] {
            "--override", "llm.provider=openai",
            "--override",
                    "llm.openai.base_url=http://127.0.0.1:" + http.getAddress().getPort() + "/v1",
            "--override", "llm.retry_attempts=0",
            "--override", "memory.embedding_model=none"
        };
    }

    /** The last messages of all requests so far, in the order of their arrival. */
    public Queue<String> asked() {
        return asked;
    }

    /** Holds every answer back from now on. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets go of what was held back. */
    public void release() {
        gate.countDown();
    }

    /** Waits until so many requests have come. */
    public void awaitAsked(int count) throws InterruptedException, TimeoutException {
        await(() -> asked.size() >= count, count + " requests to the model");
    }

    /** Waits for a condition for at most five minutes. */
    public static void await(BooleanSupplier condition, String what) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(10); // between two looks at the condition
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode messages = WireJson.mapper()
                .readTree(exchange.getRequestBody().readAllBytes())
                .path("messages");
        String system = text(messages.path(0)).lines().findFirst().orElse("");
        String last = text(messages.path(messages.size() - 1));
        asked.add(last);
        try {
            gate.await(600, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            event(out, "{\"role\":\"assistant\",\"content\":" + quoted(system + " | " + last) + "}", "null");
            event(out, "{}", "\"stop\"");
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        return content.isArray() ? content.path(0).path("text").asText() : content.asText();
    }

    private static String quoted(String text) throws IOException {
        return WireJson.mapper().writeValueAsString(text);
    }

    private static void event(OutputStream out, String delta, String finish) throws IOException {
        String json = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"peer\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}";
        out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        release();
        http.stop(0);
        threads.shutdownNow();
    }
}
