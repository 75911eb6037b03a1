package dev.caxton.engine.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server that speaks OpenAI's streamed chat completions and answers each request by the next step of its script. */
public final class ScriptedOpenAi implements AutoCloseable {

    /** One step: what to do with a request. */
    public interface Step {
        void answer(HttpExchange exchange) throws IOException;
    }

    public record Seen(JsonNode body, String authorization, String protocol, String path) {}

    /** Attributes of an exchange are those of its context, which all exchanges share. */
    private static final ThreadLocal<JsonNode> ASKED = new ThreadLocal<>();

    private final HttpServer server;
    private final Deque<Step> script = new ArrayDeque<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public ScriptedOpenAi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            ASKED.set(WireJson.mapper().readTree(body));
            seen.add(new Seen(
                    WireJson.mapper().readTree(body),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    exchange.getProtocol() + " " + exchange.getRequestHeaders().getFirst("Upgrade"),
                    exchange.getRequestURI().getPath()));
            Step step;
            synchronized (script) {
                step = script.size() > 1 ? script.poll() : script.peek();
            }
            step.answer(exchange);
        });
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/custom/v1";
    }

    public List<Seen> seen() {
        return seen;
    }

    /** Takes back what is left of the script. */
    public ScriptedOpenAi clear() {
        synchronized (script) {
            script.clear();
        }
        return this;
    }

    public ScriptedOpenAi then(Step step) {
        synchronized (script) {
            script.add(step);
        }
        return this;
    }

    /** Streams pieces of text, then usage. */
    public ScriptedOpenAi thenText(String... pieces) {
        return then(exchange -> text(exchange, pieces));
    }

    /** Streams one tool call whose arguments come in fragments. */
    public ScriptedOpenAi thenToolCall(String id, String name, String... fragments) {
        return then(exchange -> toolCall(exchange, id, name, fragments));
    }

    /** What the request that is being answered asks for; for steps of one's own, on the thread that they are called on. */
    public static JsonNode asked() {
        return ASKED.get();
    }

    public static void text(HttpExchange exchange, String... pieces) throws IOException {
        OutputStream out = stream(exchange);
        event(out, "{\"role\":\"assistant\",\"content\":\"\"}", "null");
        for (String piece : pieces) {
            event(out, "{\"content\":" + WireJson.mapper().writeValueAsString(piece) + "}", "null");
        }
        event(out, "{}", "\"stop\"");
        end(exchange, out);
    }

    public static void toolCall(HttpExchange exchange, String id, String name, String... fragments) throws IOException {
        OutputStream out = stream(exchange);
        event(
                out,
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"" + id
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"" + name + "\",\"arguments\":\"\"}}]}",
                "null");
        for (String fragment : fragments) {
            event(
                    out,
                    "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"
                            + WireJson.mapper().writeValueAsString(fragment) + "}}]}",
                    "null");
        }
        event(out, "{}", "\"tool_calls\"");
        end(exchange, out);
    }

    public ScriptedOpenAi thenStatus(int status) {
        return then(exchange -> status(exchange, status));
    }

    public static void status(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"error\":{\"message\":\"Incorrect API key provided: sk-secret\",\"type\":\"x\"}}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Begins to answer and then says nothing more until the server is closed. */
    public ScriptedOpenAi thenSilenceAfter(String piece) {
        return then(exchange -> {
            OutputStream out = stream(exchange);
            event(out, "{\"content\":\"" + piece + "\"}", "null");
            await();
            exchange.close();
        });
    }

    /** Begins to answer and then breaks the connection. */
    public ScriptedOpenAi thenBreakAfter(String piece) {
        return then(exchange -> {
            OutputStream out = stream(exchange);
            event(out, "{\"content\":\"" + piece + "\"}", "null");
            throw new IOException("broken on purpose");
        });
    }

    public ScriptedOpenAi thenMalformed() {
        return then(exchange -> {
            OutputStream out = stream(exchange);
            out.write("data: {\"choices\": [ this is no JSON\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            exchange.close();
        });
    }

    private void await() {
        try {
            closed.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OutputStream stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void event(OutputStream out, String delta, String finish) throws IOException {
        String json = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiny\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}";
        out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void end(HttpExchange exchange, OutputStream out) throws IOException {
        String usage = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiny\","
                + "\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}";
        out.write(("data: " + usage + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
