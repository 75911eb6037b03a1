package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.embedded.ServerUnderTest;
import dev.caxton.wire.WireJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Endpoints of the runbooks, with the fields that they show. */
class RunbookEndpointsIT {

    @TempDir
    static Path directory;

    static ServerUnderTest server;
    static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(directory.resolve("agents"));
        Files.copy(Repository.ROOT.resolve("agents/greeter.md"), directory.resolve("agents/greeter.md"));
        server = ServerUnderTest.start(directory);
        new Operator(directory).waitsForTheModel();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        server.close();
    }

    @Test
    void healthHasTheDocumentedFields() throws Exception {
        JsonNode health = json("/api/v1/health");
        assertThat(health.path("status").asText()).isEqualTo("healthy");
        assertThat(health.path("memory_backend").asText()).isEqualTo("embedded");
        assertThat(health.path("agents").asInt()).isEqualTo(1);
    }

    @Test
    void detailedHealthHasTheDocumentedFields() throws Exception {
        JsonNode health = json("/api/v1/health/detailed");
        assertThat(health.path("status").asText()).isEqualTo("healthy");
        assertThat(health.at("/components/memory_system").asText()).isEqualTo("ok");
        assertThat(health.at("/components/sqlite_db").asText()).isEqualTo("ok");
        assertThat(health.at("/components/embedding_model").asText()).isEqualTo("loaded");
        assertThat(health.at("/components/agents/config").asInt()).isEqualTo(1);
        assertThat(health.at("/components/agents/wasm").isInt()).isTrue();
        assertThat(health.path("uptime_seconds").isNumber()).isTrue();
    }

    @Test
    void memoryHealthHasTheDocumentedFields() throws Exception {
        JsonNode health = json("/api/v1/health/memory");
        assertThat(health.path("status").asText()).isEqualTo("healthy");
        assertThat(health.path("sqlite_status").asText()).isEqualTo("ok");
        assertThat(health.path("embedding_model").asText()).isEqualTo("loaded");
        assertThat(health.path("entities").isNumber()).isTrue();
    }

    @Test
    void agentsHealthHasTheDocumentedFields() throws Exception {
        JsonNode health = json("/api/v1/health/agents");
        assertThat(health.path("config_agents").asInt()).isEqualTo(1);
        assertThat(health.path("wasm_agents").asInt(-1)).isZero();
        assertThat(health.path("failing").asInt(-1)).isZero();
    }

    @Test
    void resourcesHaveTheDocumentedFields() throws Exception {
        JsonNode resources = json("/api/v1/health/resources");
        assertThat(resources.path("memory_mb").asDouble()).isPositive();
        assertThat(resources.path("cpu_percent").isNumber()).isTrue();
        assertThat(resources.path("disk_gb").isNumber()).isTrue();
    }

    @Test
    void probesAnswer() throws Exception {
        assertThat(get("/api/v1/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void agentsAreABareArrayAndEachIsFoundByIdAndName() throws Exception {
        JsonNode agents = json("/api/v1/agents");
        assertThat(agents.isArray()).isTrue();
        String id = agents.path(0).path("id").asText();
        assertThat(json("/api/v1/agents/" + id).path("name").asText()).isEqualTo("Greeter");
        assertThat(json("/api/v1/agents/greeter").path("id").asText()).isEqualTo(id);
        assertThat(get("/api/v1/agents/550e8400-e29b-41d4-a716-446655440000").statusCode())
                .isEqualTo(404);
    }

    @Test
    void agentsAnswerMessages() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/agents/greeter/message"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"message\": \"Who are you?\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(WireJson.mapper()
                        .readTree(answer.body())
                        .at("/reply/performative")
                        .asText())
                .isEqualTo("inform");
    }

    @Test
    void metricsAreServedInPrometheusText() throws Exception {
        assertThat(get("/api/v1/metrics").body()).contains("caxton_server_uptime_seconds ");
        assertThat(get("/metrics").body()).contains("caxton_server_uptime_seconds ");
    }

    /** The page says of exactly these metrics that they are served. */
    @Test
    void metricsThatThePageCallsServedAreServedAndNoOthers() throws Exception {
        List<String> lines = get("/metrics").body().lines().toList();
        String page = Repository.read(Repository.ROOT.resolve(RunbookCoverage.PAGE));
        for (RunbookCoverage.Procedure metric : RunbookCoverage.procedures()) {
            if (metric.kind().equals("metric")) {
                String name = metric.text().replace("`", "");
                boolean served = lines.stream().anyMatch(line -> line.matches(name + "(_count|_bucket)?[ {].*"));
                String row = page.lines()
                        .filter(line -> line.startsWith("| `" + name + "` |"))
                        .findFirst()
                        .orElseThrow();
                assertThat(row.contains(RunbookCoverage.NOT_YET)).as(row).isEqualTo(!served);
            }
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return WireJson.mapper().readTree(response.body());
    }
}
