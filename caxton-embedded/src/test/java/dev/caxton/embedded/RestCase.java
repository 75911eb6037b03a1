package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of one server over HTTP. */
abstract class RestCase {

    FakeServer fake;
    FakeCaxton caxton;
    Rest rest;

    @BeforeEach
    void startServer() {
        fake = new FakeServer(options());
        caxton = fake.caxton;
        rest = new Rest(fake.server.uri());
    }

    @AfterEach
    void stopServer() {
        caxton.messages.go.countDown();
        fake.close();
    }

    /** Configuration of the server, pairs of key and value. */
    String[] options() {
        return new String[0];
    }

    /** Holds an answer to be a complete problem of a kind, and returns it. */
    static JsonNode problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Rest.json(response);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText())
                .endsWith("docs/reference/problems.md#"
                        + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        assertThat(problem.path("error")).isEqualTo(problem.path("title"));
        assertThat(problem.path("details")).isEqualTo(problem.path("detail"));
        assertThat(problem.path("errors").isArray()).isTrue();
        assertThat(problem.has("retryable")).isTrue();
        assertThat(problem.path("timestamp").asText()).isNotEmpty();
        return problem;
    }
}
