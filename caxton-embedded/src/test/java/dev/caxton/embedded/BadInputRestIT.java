package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BadInputRestIT extends RestCase {

    private static final String MESSAGE = "agents/greeter/message";
    private static final String ENTITIES = "memory/entities";

    @Override
    String[] options() {
        return new String[] {"server.max_body_size", "1MB"};
    }

    private record Case(String path, String body, int status, String code, String detail) {}

    @TestFactory
    Stream<DynamicTest> refusesBodies() {
        String nested = "[".repeat(100) + "]".repeat(100);
        return Stream.of(
                        new Case(MESSAGE, "", 400, "MALFORMED_REQUEST", "empty"),
                        new Case(MESSAGE, "   ", 400, "MALFORMED_REQUEST", "empty"),
                        new Case(MESSAGE, "null", 400, "MALFORMED_REQUEST", "null"),
                        new Case(MESSAGE, "{\"message\":\"a\"", 400, "MALFORMED_REQUEST", "line 1, column"),
                        new Case(MESSAGE, "{\"message\":\"a\"} {}", 400, "MALFORMED_REQUEST", "column"),
                        new Case(MESSAGE, "{'message':'a'}", 400, "MALFORMED_REQUEST", "column 2"),
                        new Case(MESSAGE, "[]", 400, "MALFORMED_REQUEST", "expected an object"),
                        new Case(MESSAGE, "\"text\"", 400, "MALFORMED_REQUEST", "expected an object"),
                        new Case(MESSAGE, "{}", 400, "INVALID_ARGUMENT", "'message' is missing"),
                        new Case(MESSAGE, "{\"message\":null}", 400, "INVALID_ARGUMENT", "'message' is missing"),
                        new Case(MESSAGE, "{\"message\":\" \\n\"}", 400, "INVALID_ARGUMENT", "'message' is empty"),
                        new Case(MESSAGE, "{\"message\":42}", 400, "MALFORMED_REQUEST", "expected a string"),
                        new Case(MESSAGE, "{\"message\":true}", 400, "MALFORMED_REQUEST", "expected a string"),
                        new Case(MESSAGE, "{\"message\":{}}", 400, "MALFORMED_REQUEST", "expected a string"),
                        new Case(
                                MESSAGE,
                                "{\"message\":\"a\",\"message\":\"b\"}",
                                400,
                                "MALFORMED_REQUEST",
                                "Duplicate"),
                        new Case(MESSAGE, "{\"message\":\"a\\u0000b\"}", 400, "MALFORMED_REQUEST", "NUL"),
                        new Case(MESSAGE, "{\"message\":\"a\\ud800\"}", 400, "MALFORMED_REQUEST", "surrogate"),
                        new Case(MESSAGE, "{\"message\":\"a\\udc00\\ud800\"}", 400, "MALFORMED_REQUEST", "surrogate"),
                        new Case(MESSAGE, "{\"mesage\":\"a\"}", 400, "INVALID_ARGUMENT", "'mesage' is unknown"),
                        new Case(
                                MESSAGE,
                                "{\"message\":\"a\",\"conversation_id\":\"7\"}",
                                400,
                                "MALFORMED_REQUEST",
                                "UUID"),
                        new Case(
                                ENTITIES,
                                "{\"entity_name\":\"a\",\"entity_type\":\"b\",\"observations\":\"c\"}",
                                400,
                                "MALFORMED_REQUEST",
                                "expected an array"),
                        new Case(
                                ENTITIES,
                                "{\"entity_name\":\"a\",\"entity_type\":\"b\",\"observations\":[1]}",
                                400,
                                "MALFORMED_REQUEST",
                                "expected a string"),
                        new Case(
                                ENTITIES,
                                "{\"entity_name\":\"a\",\"entity_type\":\"b\",\"observations\":[null]}",
                                400,
                                "MALFORMED_REQUEST",
                                "ull"),
                        new Case(
                                ENTITIES,
                                "{\"entity_name\":\"a\",\"entity_type\":\"b\",\"memory_scope\":\"ours\"}",
                                400,
                                "MALFORMED_REQUEST",
                                "agent, workspace, global"),
                        new Case(
                                ENTITIES,
                                "{\"entity_name\":\"a\",\"entity_type\":\"b\",\"metadata\":{\"x\":" + nested + "}}",
                                400,
                                "MALFORMED_REQUEST",
                                "limit"),
                        new Case(
                                "memory/relations",
                                "{\"from_entity\":\"a\",\"to_entity\":\"b\",\"relation_type\":\"c\","
                                        + "\"strength\":\"0.5\"}",
                                400,
                                "MALFORMED_REQUEST",
                                "expected a number"),
                        new Case("shutdown", "{\"timeout\":\"later\"}", 400, "INVALID_ARGUMENT", "later"))
                .map(one -> DynamicTest.dynamicTest(
                        one.path() + " "
                                + one.body()
                                        .substring(0, Math.min(60, one.body().length())),
                        () -> {
                            JsonNode problem = problem(rest.post(one.path(), one.body()), one.status(), one.code());
                            assertThat(problem.path("detail").asText()).contains(one.detail());
                        }));
    }

    @Test
    void pointsAtTheMemberAndGuessesWhatWasMeant() {
        JsonNode problem = problem(rest.post(MESSAGE, "{\n  \"mesage\": \"a\"}"), 400, "INVALID_ARGUMENT");

        JsonNode error = problem.path("errors").get(0);
        assertThat(error.path("location").asText()).isEqualTo("/mesage");
        assertThat(error.path("line").asInt()).isEqualTo(2);
        assertThat(error.path("column").asInt()).isPositive();
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("hint").asText()).isEqualTo("did you mean 'message'?");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        for (byte[] bad : List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0xc0, (byte) 0x80}, new byte[] {
            (byte) 0xed, (byte) 0xa0, (byte) 0x80
        })) {
            byte[] body = new byte[bad.length + 14];
            System.arraycopy("{\"message\":\"".getBytes(StandardCharsets.US_ASCII), 0, body, 0, 12);
            System.arraycopy(bad, 0, body, 12, bad.length);
            System.arraycopy("\"}".getBytes(StandardCharsets.US_ASCII), 0, body, 12 + bad.length, 2);
            HttpResponse<String> response =
                    rest.send("POST", MESSAGE, BodyPublishers.ofByteArray(body), "Content-Type", "application/json");
            assertThat(problem(response, 400, "MALFORMED_REQUEST")
                            .path("detail")
                            .asText())
                    .contains("UTF-8");
        }
    }

    @Test
    void refusesBodiesOfOtherMediaTypes() {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "nonsense", "a/b/c", "application/xml")) {
            HttpResponse<String> response =
                    rest.send("POST", MESSAGE, BodyPublishers.ofString("{\"message\":\"a\"}"), "Content-Type", type);
            problem(response, 415, "UNSUPPORTED_MEDIA_TYPE");
        }
        problem(rest.send("POST", MESSAGE, BodyPublishers.ofString("{}")), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesBodiesBeyondTheLimitDeclaredOrNot() {
        String big = "{\"message\":\"" + "a".repeat(1_000_000) + "\"}";
        JsonNode declared = problem(rest.post(MESSAGE, big), 413, "TOO_LARGE");
        HttpResponse<String> chunked = rest.send(
                "POST",
                MESSAGE,
                BodyPublishers.fromPublisher(BodyPublishers.ofString(big)),
                "Content-Type",
                "application/json");

        problem(chunked, 413, "TOO_LARGE");
        assertThat(declared.path("limit").asLong()).isEqualTo(1_000_000);
        assertThat(caxton.messages.asked).isEmpty();
        assertThat(rest.post(MESSAGE, "{\"message\":\"" + "a".repeat(999_000) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesWrongMethodsAndSaysTheRightOnes() {
        HttpResponse<String> response = rest.send("PUT", "agents/greeter", BodyPublishers.noBody());

        problem(response, 405, "METHOD_NOT_ALLOWED");
        assertThat(response.headers().firstValue("Allow").orElseThrow())
                .contains("GET")
                .contains("DELETE");
        problem(rest.send("BREW", "agents", BodyPublishers.noBody()), 405, "METHOD_NOT_ALLOWED");
        problem(rest.post("health", "{}"), 405, "METHOD_NOT_ALLOWED");
        problem(rest.get("shutdown"), 405, "METHOD_NOT_ALLOWED");
    }

    @Test
    void refusesWhatCannotBeAccepted() {
        problem(rest.get("agents", "Accept", "image/png"), 406, "NOT_ACCEPTABLE");
        problem(rest.get("agents", "Accept", ";;="), 400, "MALFORMED_REQUEST");
    }

    @Test
    void knowsNothingAtOtherPaths() {
        for (String path : List.of(
                "/", "/api", "/api/v1", "/api/v2/agents", "/api/v1/agent", "/favicon.ico", "/application.wadl")) {
            problem(rest.get(path), 404, "NOT_FOUND");
        }
    }

    @Test
    void refusesPathsThatMeanTwoThings() throws IOException {
        for (Map.Entry<String, String> path : Map.of(
                        "/api/v1/agents/%00", "400",
                        "/api/v1/agents/%zz", "400",
                        "/api/v1/agents/%ff", "400",
                        "/api/v1/agents/%2e%2e/config", "400",
                        "/api/v1/agents/..;/config", "400",
                        "/api/v1/agents/..%2f..%2fetc%2fpasswd", "404",
                        "/api/v1/agents/%20", "400")
                .entrySet()) {
            String answer =
                    rest.raw("GET " + path.getKey() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(path.getKey())
                    .startsWith("HTTP/1.1 " + path.getValue())
                    .contains("application/problem+json");
        }
    }

    @Test
    void answersBrokenHttpWithAProblem() throws IOException {
        assertThat(rest.raw("GARBAGE\r\n\r\n")).startsWith("HTTP/1.1 400").contains("MALFORMED_REQUEST");
        assertThat(rest.raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(rest.raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("TOO_LARGE");
        assertThat(rest.raw("POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void tellsNothingOfItsInsidesWhenItFails() {
        HttpResponse<String> response = rest.get("agents/bug");

        JsonNode problem = problem(response, 500, "INTERNAL_ERROR");
        assertThat(problem.path("request_id").asText()).isNotEmpty();
        assertThat(response.body())
                .doesNotContain("secret of the implementation")
                .doesNotContain("Exception");
    }
}
