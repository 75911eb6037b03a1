package dev.caxton.engine.agent.builtin.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A web server on loopback that serves what it is given and notes what it was asked for. */
public final class LocalWeb implements AutoCloseable {

    private static final TestTrust TRUST = trust();

    private final HttpServer server;
    private final HttpsServer secure;
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Listens on a free port. */
    public LocalWeb() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(TRUST.server()));
        for (HttpServer one : List.of(server, secure)) {
            one.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            one.createContext("/", this::handle);
            one.start();
        }
    }

    private static TestTrust trust() {
        try {
            return TestTrust.create();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Host"));
        pages.getOrDefault(exchange.getRequestURI().getPath(), LocalWeb::notFound)
                .handle(exchange);
    }

    /** What trusts its certificate, which is for example.com and example.org with their subdomains. */
    static SSLContext trusting() {
        return TRUST.client();
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        answer(exchange, 404, "text/plain", "no such page".getBytes(StandardCharsets.UTF_8));
    }

    /** Answers an exchange. */
    public static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** Serves a text at a path. */
    public LocalWeb serve(String path, String type, String text) {
        return serve(path, exchange -> answer(exchange, 200, type, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Serves a path by a handler. */
    public LocalWeb serve(String path, HttpHandler handler) {
        pages.put(path, handler);
        return this;
    }

    /** Redirects a path. */
    public LocalWeb redirect(String path, int status, String location) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    /** Port of https. */
    public int securePort() {
        return secure.getAddress().getPort();
    }

    /** Port of http. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Address of a path. */
    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** What was asked for, as method, path and host. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        secure.stop(0);
    }
}
