package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Requests that mean no good, at a whole server: each is refused as a problem, and the server does not mind. */
class HostileInputIT {

    /** Part of bodies; must not come to light in the log. */
    private static final String CANARY = "canary-3f9a71";

    private static final String MESSAGE = "agents/clerk/message";
    private static final int ELEVEN_MEGABYTES = 11_000_000;

    @TempDir
    static Path directory;

    private static ModelPeer model;
    private static ServerUnderTest server;
    private static Rest rest;
    private static String agentBefore;

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
        server = ServerUnderTest.start(directory, model.options());
        rest = new Rest(server.url());
        agentBefore = agent();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        model.close();
    }

    @AfterEach
    void leavesTheServerAsItWas() throws IOException {
        assertThat(rest.get("health").statusCode()).isEqualTo(200);
        assertThat(agent()).isEqualTo(agentBefore);
        assertThat(rest.post(MESSAGE, "{\"message\":\"still there?\"}").body())
                .contains("At your service. | still there?");
        assertThat(server.log()).doesNotContain(CANARY).doesNotContain("ERROR").doesNotContain("\tat ");
    }

    private static String agent() {
        JsonNode agent = Rest.json(rest.get("agents/clerk"));
        return agent.path("id").asText() + agent.path("sequence") + agent.path("status") + agent.path("version");
    }

    @TestFactory
    Stream<DynamicTest> refusesBodies() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("agents", "{\"type\":\"config\",\"format\":\"markdown\",\"content\":%s}");
        members.put("agents/validate", "{\"name\":\"x.md\",\"format\":\"markdown\",\"content\":%s}");
        members.put(MESSAGE, "{\"message\":%s}");
        members.put("memory/entities", "{\"entity_name\":%s,\"entity_type\":\"person\"}");
        members.put("memory/entities/x/observations", "{\"observations\":%s}");
        members.put("memory/relations", "{\"from_entity\":\"a\",\"to_entity\":\"b\",\"relation_type\":%s}");
        members.put("shutdown", "{\"timeout\":%s}");
        String text = '"' + CANARY + '"';
        List<DynamicTest> tests = new ArrayList<>();
        members.forEach((path, shape) -> {
            Map<String, String> bodies = new LinkedHashMap<>();
            bodies.put("no JSON", CANARY);
            bodies.put("cut off", shape.formatted(text).replaceFirst("}$", ""));
            bodies.put("followed by more", shape.formatted(text) + " {}");
            bodies.put("a list", "[" + text + "]");
            bodies.put("a text", text);
            bodies.put("null", "null");
            bodies.put("a number instead", shape.formatted("42"));
            bodies.put("a huge number instead", shape.formatted("1e999999999"));
            bodies.put("a map instead", shape.formatted("{\"a\":" + text + "}"));
            bodies.put("deeply nested lists", shape.formatted("[".repeat(5_000) + "]".repeat(5_000)));
            bodies.put("deeply nested maps", shape.formatted("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)));
            bodies.put("deep from the start", "[".repeat(100_000));
            bodies.put("an unknown member", shape.formatted(text).replaceFirst("}$", ",\"" + CANARY + "\":1}"));
            bodies.put(
                    "a member twice",
                    shape.formatted(text)
                            .replaceFirst("}$", "," + shape.formatted(text).substring(1)));
            bodies.put("NUL", shape.formatted("\"a\\u0000" + CANARY + '"'));
            bodies.put("a raw NUL", shape.formatted("\"a\0" + CANARY + '"'));
            bodies.put("half a character", shape.formatted("\"a\\ud800" + CANARY + '"'));
            bodies.put("a name of a megabyte", "{\"" + "n".repeat(1_000_000) + "\":1}");
            bodies.put("a number of a megabyte", shape.formatted("9".repeat(1_000_000)));
            bodies.forEach((name, body) ->
                    tests.add(DynamicTest.dynamicTest(path + ": " + name, () -> refused(rest.post(path, body)))));
        });
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> refusesEncodings() {
        String json = "{\"message\":\"" + CANARY + "\"}";
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("Latin-1", "{\"message\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("UTF-16", json.getBytes(StandardCharsets.UTF_16));
        bodies.put("UTF-32", json.getBytes(java.nio.charset.Charset.forName("UTF-32")));
        bodies.put("overlong", new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'});
        bodies.put("zeros", new byte[10_000]);
        return bodies.entrySet().stream()
                .map(body -> DynamicTest.dynamicTest(
                        body.getKey(),
                        () -> refused(rest.send(
                                "POST",
                                MESSAGE,
                                BodyPublishers.ofByteArray(body.getValue()),
                                "Content-Type",
                                "application/json"))));
    }

    @Test
    void refusesBodiesOfElevenMegabytes() throws IOException {
        String big = "{\"message\":\"" + CANARY.repeat(ELEVEN_MEGABYTES / CANARY.length()) + "\"}";
        for (String path : List.of("agents", "agents/validate", MESSAGE, "memory/entities")) {
            assertThat(refused(rest.post(path, big))).isEqualTo("TOO_LARGE");
            HttpResponse<String> chunked = rest.send(
                    "POST",
                    path,
                    BodyPublishers.fromPublisher(BodyPublishers.ofString(big)),
                    "Content-Type",
                    "application/json");
            assertThat(refused(chunked)).isEqualTo("TOO_LARGE");
        }
        String nearly = "{\"message\":\"" + CANARY.repeat(9_500_000 / CANARY.length()) + "\"}";
        assertThat(refused(rest.post(MESSAGE, nearly))).isEqualTo("TOO_LARGE");
        refused(rest.raw("POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 99999999999999999999\r\n\r\n{}"));
        refused(rest.raw("POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: -1\r\n\r\n{}"));
        refused(rest.raw("POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nZZZ\r\n" + CANARY + "\r\n0\r\n\r\n"));
        refused(rest.raw("POST /api/v1/agents/clerk/message HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "c\r\n{\"message\":\"\r\nZZZ\r\n"));
    }

    @TestFactory
    Stream<DynamicTest> refusesPaths() {
        return Stream.of(
                        "/api/v1/agents/../../../etc/passwd",
                        "/api/v1/agents/%2e%2e/%2e%2e/etc/passwd",
                        "/api/v1/agents/..%2f..%2fetc%2fpasswd",
                        "/api/v1/agents/..%5c..%5cboot.ini",
                        "/api/v1/agents/%252e%252e%252fx",
                        "/api/v1/agents/%00",
                        "/api/v1/agents/clerk%00.md",
                        "/api/v1/agents/%0d%0aSet-Cookie:%20a=b",
                        "/api/v1/agents/%c0%ae%c0%ae",
                        "/api/v1/agents/%ff%fe",
                        "/api/v1/agents/%u002e",
                        "/api/v1/agents/%",
                        "/api/v1/agents/clerk;a=b/..;/x",
                        "/api/v1/agents//clerk",
                        "/api/v1//agents",
                        "//api/v1/agents",
                        "/api/v1/agents/" + "a".repeat(3_000),
                        "/api/v1/agents/" + "a".repeat(30_000),
                        "/api/v1/agents/" + "%61".repeat(5_000),
                        "/api/v1/agents/clerk/message/../../../../x",
                        "/api/v1/agents/nobody",
                        "/api/v1/agents/nobody/logs",
                        "/api/v1/agents/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                        "/api/v1/agents/clerk'%20or%20'1'='1",
                        "/api/v1/messages/not-an-id",
                        "/api/v1/messages/..",
                        "/api/v1/conversations/00000000-0000-7000-8000-000000000000",
                        "/api/v1/conversations?limit=-1",
                        "/api/v1/conversations?limit=99999999999999999999",
                        "/api/v1/conversations?limit=0",
                        "/api/v1/conversations?cursor=%00",
                        "/api/v1/conversations?cursor=" + "z".repeat(2_000),
                        "/api/v1/conversations?limit=1&limit=2",
                        "/api/v1/agents?status=%00",
                        "/api/v1/agents?unknown=1",
                        "/api/v1/agents?type=',(",
                        "/api/v1/agents/clerk/logs?tail=-5",
                        "/api/v1/memory/search?query=%00&agent_id=clerk",
                        "/api/v1/memory/search?agent_id=nobody&query=x",
                        "/api/v1/memory/graph/x?max_depth=1000000",
                        "/api/v1/memory/entities/%00",
                        "/api-docs/..%2f..%2fetc%2fpasswd",
                        "/api-docs/%2e%2e/index.html",
                        "/openapi/..",
                        "/health/../api",
                        "/.env",
                        "/WEB-INF/web.xml",
                        "/META-INF/MANIFEST.MF",
                        "*",
                        "http://localhost/api/v1/agents/nobody",
                        "/api/v1/agents/x%2fy%2fz")
                .map(path -> DynamicTest.dynamicTest(
                        path.length() > 60 ? path.substring(0, 60) + "…" : path,
                        () -> refused(rest.raw(
                                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))));
    }

    @TestFactory
    Stream<DynamicTest> refusesMethodsTypesAndHeaders() {
        String json = "Content-Type: application/json\r\nContent-Length: 2\r\n";
        Map<String, String> requests = new LinkedHashMap<>();
        for (String method : List.of("PUT", "PATCH", "TRACE", "CONNECT", "BREW", "get", "DELETE", "PROPFIND")) {
            requests.put(method, method + " /api/v1/agents HTTP/1.1\r\nHost: localhost\r\n");
        }
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=x",
                "a/b/c",
                "",
                "application/json; charset=nonsense")) {
            requests.put(
                    "type " + type,
                    "POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                            + "\r\nContent-Length: 2\r\n");
        }
        requests.put("no type", "POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n");
        requests.put("coding", "POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: br\r\n" + json);
        requests.put("no host", "GET /api/v1/agents HTTP/1.1\r\n");
        requests.put("two hosts", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n");
        requests.put("foreign host", "GET /api/v1/agents HTTP/1.1\r\nHost: evil.example\r\n");
        requests.put("foreign host alike", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost.evil.example\r\n");
        requests.put("foreign host, health", "GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\n");
        requests.put("foreign host, metrics", "GET /metrics HTTP/1.1\r\nHost: evil.example\r\n");
        requests.put(
                "foreign host in the target", "GET http://evil.example/api/v1/agents HTTP/1.1\r\nHost: localhost\r\n");
        requests.put("broken host", "GET /api/v1/agents HTTP/1.1\r\nHost: a b:c\r\n");
        requests.put(
                "foreign origin", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n");
        requests.put("null origin", "POST /api/v1/shutdown HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n" + json);
        requests.put(
                "origin alike",
                "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nOrigin: http://127.0.0.1.evil.example\r\n");
        requests.put(
                "long header", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(100_000) + "\r\n");
        requests.put("many headers", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\n" + "X: 1\r\n".repeat(20_000));
        requests.put("folded header", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n");
        requests.put("header without name", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\n: a\r\n");
        requests.put("NUL in header", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n");
        requests.put("no such accept", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nAccept: image/png\r\n");
        requests.put("broken accept", "GET /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nAccept: ;;=\r\n");
        requests.put("two lengths", "POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n" + json);
        requests.put(
                "length and chunks",
                "POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n" + json);
        requests.put(
                "unknown expectation",
                "POST /api/v1/agents HTTP/1.1\r\nHost: localhost\r\nExpect: a-miracle\r\n" + json);
        requests.put(
                "long idempotency key",
                "POST /api/v1/agents/clerk/message HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: " + "k".repeat(5_000)
                        + "\r\n" + json);
        requests.put("old HTTP", "GET /api/v1/agents HTTP/0.9\r\nHost: localhost\r\n");
        requests.put("new HTTP", "GET /api/v1/agents HTTP/3.0\r\nHost: localhost\r\n");
        return requests.entrySet().stream()
                .map(request -> DynamicTest.dynamicTest(
                        request.getKey(), () -> refused(rest.raw(request.getValue() + "Connection: close\r\n\r\n{}"))));
    }

    /** Holds an answer to be a refusal, complete and without a word about the inside; returns its code. */
    private static String refused(HttpResponse<String> response) {
        return refused(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    private static String refused(String answer) {
        assertThat(answer).matches("(?s)HTTP/1\\.[01] \\d{3} .*");
        int end = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, end);
        String type = head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Type:", 0, 13))
                .map(line -> line.substring(13).strip())
                .findFirst()
                .orElse("");
        return refused(Integer.parseInt(head.substring(9, 12)), type, answer.substring(end + 4));
    }

    private static String refused(int status, String type, String body) {
        assertThat(status).as(body).isBetween(400, 499);
        assertThat(type).as(body).isEqualTo("application/problem+json");
        assertThat(body)
                .doesNotContain("Exception")
                .doesNotContain("\\tat ")
                .doesNotContain("org.")
                .doesNotContain("java.");
        assertThat(body.length()).isLessThan(20_000); // a long path comes back as the instance
        JsonNode problem = Rest.json(body);
        assertThat(problem.path("status").asInt()).as(body).isEqualTo(status);
        assertThat(problem.path("code").asText()).as(body).isNotEmpty();
        assertThat(problem.path("detail").asText()).as(body).isNotEmpty();
        return problem.path("code").asText();
    }
}
