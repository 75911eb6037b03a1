package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class LimitsRestIT extends RestCase {

    @Override
    String[] options() {
        return new String[] {
            "server.limits.max_url_length", "300B",
            "server.limits.max_header_size", "2kB",
            "server.limits.max_json_depth", "10",
            "server.limits.max_json_tokens", "1000",
            "server.max_body_size", "100kB"
        };
    }

    @Test
    void refusesLongAddresses() {
        String fits = "agents?type=" + "x".repeat(300 - "/api/v1/agents?type=".length());
        assertThat(rest.get(fits).statusCode()).isNotEqualTo(414);

        HttpResponse<String> refused = rest.get(fits + "x");
        assertThat(refused.statusCode()).isEqualTo(414);
        assertThat(Rest.json(refused).path("code").asText()).isEqualTo("TOO_LARGE");
        assertThat(Rest.json(refused).path("hint").asText()).contains("server.limits.max_url_length");
        assertThat(rest.get("health?" + "x".repeat(400)).statusCode()).isEqualTo(414);
    }

    @Test
    void refusesLargeHeaders() throws IOException {
        String answer =
                rest.raw("GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(3000) + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json", "server.limits.max_header_size", "Connection: close");
    }

    @Test
    void refusesLargeBodies() {
        problem(rest.post("agents/validate", "{\"content\":\"" + "x".repeat(100_001) + "\"}"), 413, "TOO_LARGE");
    }

    @Test
    void refusesDeepAndNumerousJson() {
        String deep = "{\"content\":" + "[".repeat(20) + "]".repeat(20) + "}";
        String many = "{\"content\":[" + "1,".repeat(2000) + "1]}";

        assertThat(problem(rest.post("memory/entities", deep), 400, "MALFORMED_REQUEST")
                        .path("hint")
                        .asText())
                .contains("server.limits.max_json_depth");
        assertThat(problem(rest.post("memory/entities", many), 400, "MALFORMED_REQUEST")
                        .path("hint")
                        .asText())
                .contains("server.limits.max_json_tokens");
    }

    @Test
    void refusesTrace() {
        HttpResponse<String> answer =
                rest.send("TRACE", "agents", java.net.http.HttpRequest.BodyPublishers.noBody(), "X-Secret", "canary");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).doesNotContain("canary");
    }

    @Test
    void refusesRequestsWhoseEndIsAmbiguous() throws IOException {
        for (String header : new String[] {
            "Content-Length: 4\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 4",
            "Content-Length: 4\r\nContent-Length: 5",
            "Content-Length: 4, 5",
            "Content-Length: +4",
            "Content-Length: 0x4",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding : chunked",
            "Content-Length : 4"
        }) {
            String answer = rest.raw("POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\n" + header
                    + "\r\n\r\n0\r\n\r\nGET /api/v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(answer).as(header).matches("(?s)HTTP/1.1 (400|501) .*Connection: close.*");
            assertThat(answer.split("HTTP/1\\.1 ")).as(header + ": one answer").hasSize(2);
        }
    }
}
