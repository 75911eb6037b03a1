package dev.caxton.embedded;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends random requests to every documented operation. None may fail the server, every refusal is a problem, and every
 * answer is as the document says. {@code -Dcaxton.probe.requests=10000} for more of them, {@code -Dcaxton.probe.seed} for
 * others.
 */
class ApiProbeIT {

    private static final int REQUESTS = Integer.getInteger("caxton.probe.requests", 60);
    private static final long SEED = Long.getLong("caxton.probe.seed", 20261122L);

    @TempDir
    static Path directory;

    private static ModelPeer model;
    private static ServerUnderTest server;
    private static Rest rest;
    private static Map<String, List<String>> known;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        model = new ModelPeer();
        Files.writeString(Files.createDirectories(directory.resolve("agents")).resolve("clerk.md"), """
            ---
            name: Clerk
            version: "1.0.0"
            capabilities: [answering]
            tools: []
            system_prompt: At your service.
            ---
            I answer.
            """);
        List<String> options = new ArrayList<>(List.of(model.options()));
        options.replaceAll(option -> option.replace("embedding_model=none", "embedding_model=all-MiniLM-L6-v2"));
        server = ServerUnderTest.start(directory, options.toArray(String[]::new));
        rest = new Rest(server.url());
        ModelPeer.await(
                () -> rest.get("memory/search?agent_id=clerk&query=red").statusCode() == 200, "the embedding model");
        JsonNode reply = Rest.json(rest.post("agents/clerk/message", "{\"message\":\"hello\"}"));
        JsonNode entity = Rest.json(rest.post(
                "memory/entities",
                "{\"entity_name\":\"Ada\",\"entity_type\":\"person\",\"observations\":[\"likes"
                        + " red\"],\"agent_id\":\"clerk\"}"));
        String definition =
                Files.readString(server.agents().resolve("clerk.md")).replace("Clerk", "Deployed");
        known = Map.ofEntries(
                entry("agent", List.of("clerk", "Clerk", "nobody")),
                entry("agent_id", List.of("clerk")),
                entry("message", List.of(reply.path("message_id").asText())),
                entry("conversation", List.of(reply.path("conversation_id").asText())),
                entry("conversation_id", List.of(reply.path("conversation_id").asText())),
                entry("entity", List.of(entity.path("entity_id").asText(), "Ada")),
                entry("from_entity", List.of(entity.path("entity_id").asText(), "Ada")),
                entry("to_entity", List.of(entity.path("entity_id").asText(), "Ada")),
                entry("content", List.of(definition, definition.replace("1.0.0", "one"), "---\nname: [\n---\n")),
                entry("format", List.of("markdown", "md", "toml")),
                entry("file", List.of("page.css", "page.js")));
    }

    @AfterAll
    static void stop() throws Exception {
        String log = server.log();
        server.close();
        model.close();
        assertThat(log.lines().filter(line -> line.contains("ERROR") || line.startsWith("\tat ")))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyOperation() throws Exception {
        ApiDocument document = new ApiDocument(Rest.json(rest.get("/openapi?format=json")));
        assertThat(document.operations()).hasSizeGreaterThan(30);
        return document.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    RandomRequests requests = new RandomRequests(
                            document, known, SEED + operation.toString().hashCode());
                    for (int i = 0; i < REQUESTS; i++) {
                        probe(document, operation, requests.next(operation));
                    }
                    assertThat(rest.get("health").statusCode()).isEqualTo(200);
                }));
    }

    private void probe(ApiDocument document, ApiDocument.Operation operation, RandomRequests.Generated request)
            throws IOException, InterruptedException {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(server.url() + request.target()))
                .timeout(Duration.ofSeconds(120))
                .method(
                        operation.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        for (int i = 0; i < request.headers().size(); i += 2) {
            http.header(request.headers().get(i), request.headers().get(i + 1));
        }
        HttpResponse<InputStream> response = client.send(http.build(), BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        String body;
        try (InputStream in = response.body()) {
            // a stream may last for ever; that it began is enough
            body = type.equals("text/event-stream") ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int status = response.statusCode();
        String said = request + "\n" + status + " " + type + "\n" + body;
        assertThat(status < 500 || status == 501 || status == 503).as(said).isTrue();
        assertThat(body).as(said).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(document.violations(operation, status, type, body)).as(said).isEmpty();
    }
}
