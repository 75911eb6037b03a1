package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SecurityHeadersIT extends RestCase {

    private static final String PAGE = "https://app.example";

    @Override
    String[] options() {
        return new String[] {"server.cors.allowed_origins", PAGE};
    }

    @TestFactory
    Stream<DynamicTest> standInEveryAnswer() {
        Rest metrics = new Rest(Objects.requireNonNull(fake.server.metricsUri()));
        Map<String, String> requests = new LinkedHashMap<>();
        for (String path : new String[] {
            "/api/v1/agents",
            "/api/v1/health",
            "/api/v1/ready",
            "/api/v1/nowhere",
            "/health",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/openapi",
            "/api-docs",
            "/api-docs/page.js",
            "/",
            "/%",
            "/a/../../b",
            "/" + "x".repeat(9_000)
        }) {
            requests.put("GET " + (path.length() > 50 ? "long" : path), "GET " + path + " HTTP/1.1\r\nHost: localhost");
        }
        requests.put("foreign", "GET /api/v1/agents HTTP/1.1\r\nHost: evil.example");
        requests.put("foreign health", "GET /api/v1/health HTTP/1.1\r\nHost: evil.example");
        requests.put("long header", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000));
        requests.put("no HTTP", "NONSENSE");
        requests.put("TRACE", "TRACE / HTTP/1.1\r\nHost: localhost");
        Stream<DynamicTest> rests = requests.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> holds(rest.raw(each.getValue() + "\r\nConnection: close\r\n\r\n"))));
        Stream<DynamicTest> others = Stream.of("/metrics", "/nowhere", "/%")
                .map(path -> DynamicTest.dynamicTest(
                        "metrics port " + path,
                        () -> holds(metrics.raw(
                                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))));
        return Stream.concat(rests, others);
    }

    private static void holds(String answer) {
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(head.lines())
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "Referrer-Policy: no-referrer",
                        "X-Frame-Options: DENY",
                        "Cache-Control: no-store")
                .anyMatch(line -> line.startsWith("Content-Security-Policy: ")
                        && line.contains("default-src 'none'")
                        && line.contains("frame-ancestors 'none'"))
                .noneMatch(line -> line.startsWith("Server:") || line.startsWith("X-Powered-By:"))
                .noneMatch(line -> line.startsWith("Access-Control-"));
    }

    @Test
    void letsListedPagesReadAnswers() {
        for (String path : new String[] {"agents", "health", "nowhere"}) {
            HttpResponse<String> answer = rest.get(path, "Origin", PAGE);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .contains(PAGE);
            assertThat(answer.headers().firstValue("Vary")).contains("Origin");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
        }
    }

    @Test
    void answersTheirQuestionBeforeARequest() {
        HttpResponse<String> answer = rest.send(
                "OPTIONS", "agents", BodyPublishers.noBody(), "Origin", PAGE, "Access-Control-Request-Method", "POST");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("POST", "DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization");
    }

    @Test
    void tellsOtherPagesNothing() {
        for (String origin : new String[] {"https://evil.example", "http://app.example", "https://app.example:444"}) {
            HttpResponse<String> answer = rest.send(
                    "OPTIONS",
                    "agents",
                    BodyPublishers.noBody(),
                    "Origin",
                    origin,
                    "Access-Control-Request-Method",
                    "POST");
            assertThat(problem(answer, 403, "FOREIGN_ORIGIN")).isNotNull();
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @Test
    void refusesRebindingAtEveryDoor() throws IOException {
        Rest metrics = new Rest(Objects.requireNonNull(fake.server.metricsUri()));
        for (String host : new String[] {
            "rebind.evil.example", "127.0.0.1.evil.example", "0.0.0.0", "localhost.evil.example:8080", "2130706433"
        }) {
            for (String path :
                    new String[] {"/api/v1/agents", "/api/v1/health", "/health", "/health/ready", "/metrics", "/openapi"
                    }) {
                String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
                assertThat(rest.raw(request)).as(host + " " + path).startsWith("HTTP/1.1 403");
            }
            assertThat(metrics.raw("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
    }
}
