package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.ops.ServerState;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OperationsRestIT extends RestCase {

    @Test
    void healthHoldsEveryDocumentedMember() {
        HttpResponse<String> response = rest.get("health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"healthy\",\"memory_backend\":\"embedded\",\"agents\":1,\"agents_count\":1,"
                        + "\"version\":\"0.1.0\",\"uptime\":5,\"uptime_seconds\":5}");
    }

    @Test
    void healthAnswers200WhileItServesAnd503Otherwise() {
        for (ServerState state : ServerState.values()) {
            caxton.ops.state = state;
            int expected = List.of(ServerState.STARTING, ServerState.DOWN).contains(state) ? 503 : 200;
            for (String path : List.of("health", "health/detailed", "health/memory", "ready")) {
                HttpResponse<String> response = rest.get(path);
                assertThat(response.statusCode()).as(path + " " + state).isEqualTo(expected);
                assertThat(Rest.json(response).path("status").asText()).isEqualTo(state.wireName());
            }
            assertThat(rest.get("/health/ready").statusCode()).isEqualTo(expected);
            assertThat(rest.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersHeadLikeGetWithoutBody() {
        for (String path : List.of("health", "agents", "/health", "/metrics")) {
            HttpResponse<String> head = rest.send("HEAD", path, BodyPublishers.noBody());
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void probesAnswerInTheFormOfMicroProfile() {
        JsonNode all = Rest.json(rest.get("/health"));
        JsonNode started = Rest.json(rest.get("/health/started"));

        assertThat(all.path("status").asText()).isEqualTo("UP");
        assertThat(all.path("checks"))
                .extracting(check -> check.path("name").asText())
                .containsExactlyInAnyOrder("caxton-answers", "caxton-serves", "caxton-agents-loaded");
        assertThat(started.path("checks")).hasSize(1);
        problem(rest.get("/health/other"), 404, "NOT_FOUND");
    }

    @Test
    void servesMetricsAtThreePlaces() {
        Rest metrics = new Rest(Objects.requireNonNull(fake.server.metricsUri()));

        for (HttpResponse<String> response :
                List.of(rest.get("metrics"), rest.get("/metrics"), metrics.get("/metrics"))) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain")
                    .contains("0.0.4");
            assertThat(response.body()).contains("caxton_server_uptime_seconds 5.0");
        }
        problem(metrics.get("/api/v1/agents"), 404, "NOT_FOUND");
    }

    @Test
    void tellsConfigurationVersionToolsAndUse() {
        assertThat(Rest.json(rest.get("config"))
                        .path("entries")
                        .get(0)
                        .path("key")
                        .asText())
                .isEqualTo("server.port");
        assertThat(Rest.json(rest.get("version")).path("sqlite").asText()).isEqualTo("3.54.1");
        assertThat(Rest.json(rest.get("tools")).get(0).path("name").asText()).isEqualTo("csv_parser");
        assertThat(Rest.json(rest.get("health/agents")).path("config_agents").asInt())
                .isEqualTo(1);
        assertThat(Rest.json(rest.get("health/resources")).path("disk_gb").asDouble())
                .isEqualTo(45);
    }

    @Test
    void echoesTheCallersRequestIdAndTrace() {
        HttpResponse<String> response = rest.get(
                "agents/nobody",
                "X-Request-Id",
                "job-17",
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(response.headers().firstValue("X-Request-Id")).contains("job-17");
        assertThat(Rest.json(response).path("request_id").asText()).isEqualTo("job-17");
        assertThat(Rest.json(response).path("trace_id").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void replacesRequestIdsThatALogCannotHold() {
        HttpResponse<String> response = rest.get("agents", "X-Request-Id", "a b");

        assertThat(response.headers().firstValue("X-Request-Id").orElseThrow())
                .isNotEqualTo("a b")
                .isNotBlank();
    }

    @Test
    void sendsTheHeadersThatKeepBrowsersHonest() {
        HttpResponse<String> response = rest.get("agents");

        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(response.headers().firstValue("Server")).isEmpty();
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void servesTheDescriptionAndItsPage() {
        assertThat(rest.get("/openapi").body()).contains("openapi: 3.1.0");
        assertThat(rest.get("/openapi").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/yaml");
        assertThat(Rest.json(rest.get("/openapi?format=json")).path("openapi").asText())
                .isEqualTo("3.1.0");
        assertThat(Rest.json(rest.get("/openapi", "Accept", "application/json")).path("paths"))
                .isNotEmpty();
        assertThat(rest.get("/api-docs").headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(rest.get("/api-docs")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("script-src 'self'");
        assertThat(rest.get("/api-docs/page.js").statusCode()).isEqualTo(200);
        assertThat(rest.get("/api-docs/page.css").statusCode()).isEqualTo(200);
        problem(rest.get("/api-docs/page.html"), 404, "NOT_FOUND");
        problem(rest.get("/openapi?format=xml"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void passesShutdownOnAndStops() {
        HttpResponse<String> response = rest.post("shutdown", "{\"timeout\":\"2s\"}");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(caxton.ops.shutdowns).containsExactly(Duration.ofSeconds(2));
        fake.server.awaitStopped();
        assertThat(caxton.closed).isTrue();
    }

    @Test
    void shutsDownWithTheUsualPatienceWithoutABody() {
        HttpResponse<String> response = rest.send("POST", "shutdown", BodyPublishers.noBody());

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(caxton.ops.shutdowns).containsExactly(Duration.ofSeconds(25));
    }
}
