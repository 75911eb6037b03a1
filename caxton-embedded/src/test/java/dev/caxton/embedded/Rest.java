package dev.caxton.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/** Speaks HTTP to a server under test. */
final class Rest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String API = "/api/v1/";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Rest(URI base) {
        this.base = base;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        return send(
                "POST",
                path,
                BodyPublishers.ofString(json),
                Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                        .toArray(String[]::new));
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        try {
            return client.send(request(method, path, body, headers), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of a stream, as they come; closing it leaves the server. */
    HttpResponse<Stream<String>> stream(String method, String path, String json) throws Exception {
        return client.send(
                request(
                        method,
                        path,
                        json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json),
                        "Accept",
                        "text/event-stream",
                        "Content-Type",
                        "application/json"),
                BodyHandlers.ofLines());
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path.startsWith("/") ? path : API + path))
                .timeout(PATIENCE)
                .method(method, body);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    /** Sends bytes as they are and returns the whole answer. */
    String raw(String request) throws IOException {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    String raw(byte[] request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String body) {
        try {
            return WireJson.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
