package dev.caxton.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.security.Role;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Every operation of a server's OpenAPI document, tried with no key, nonsense, an expired and a revoked key, a key of
 * each role, and one that is limited to an agent. What each must be answered follows from {@code x-caxton-role} and {@code
 * x-caxton-whole-server} in the document. Works against any server, at any context path.
 *
 * <p>Nothing is changed: where a caller may do something, the request carries a parameter that nobody knows, and is
 * refused for that after the caller was let in.
 */
public final class AuthorizationMatrix {

    private static final String UNKNOWN_PARAMETER = "?unknown_to_every_operation=1";

    private final MatrixHttp http;
    private final String agent;
    private final String other;
    private final MatrixKeys keys;
    private final List<Operation> operations = new ArrayList<>();

    /**
     * One operation.
     *
     * @param role least role; null for one that is open to all
     */
    private record Operation(
            String method,
            String path,
            Role role,
            boolean wholeServer,
            boolean takesBody,
            boolean takesAgent,
            String required) {
        boolean reads() {
            return method.equals("GET");
        }

        boolean aboutAnAgent() {
            return path.contains("{agent}") || takesAgent;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** An answer that was not as it must be. */
    private record Expected(int status, String code) {}

    /**
     * Prepares keys.
     *
     * @param base where the server is, its context path included; it must ask for keys
     * @param admin token of an admin
     * @param agent slug of an agent that is there
     * @param other slug of another
     */
    public AuthorizationMatrix(URI base, String admin, String agent, String other) {
        this.http = new MatrixHttp(base);
        this.agent = agent;
        this.other = other;
        this.keys = new MatrixKeys(http, admin, agent);
        JsonNode document = MatrixHttp.json(http.send("GET", "/openapi?format=json", admin, null));
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode spec = method.getValue();
                String role = spec.path("x-caxton-role").asText();
                operations.add(new Operation(
                        method.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        role.equals("none") ? null : Role.valueOf(role.toUpperCase(Locale.ROOT)),
                        spec.path("x-caxton-whole-server").asBoolean(),
                        spec.has("requestBody"),
                        spec.path("parameters").findValuesAsText("name").contains("agent_id"),
                        required(spec)));
            }
        }
        assertThat(operations).hasSizeGreaterThan(40);
        assertThat(operations).extracting(Operation::role).contains(Role.values());
    }

    /** Query parameters without which an operation is refused before anything else. */
    private static String required(JsonNode spec) {
        StringBuilder parameters = new StringBuilder();
        for (JsonNode parameter : spec.path("parameters")) {
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                parameters.append('&').append(parameter.path("name").asText()).append("=x");
            }
        }
        return parameters.toString();
    }

    /** A test of each operation. */
    public Stream<DynamicTest> tests() {
        return operations.stream().map(one -> DynamicTest.dynamicTest(one.toString(), () -> check(one)));
    }

    private void check(Operation operation) {
        List<String> wrong = new ArrayList<>();
        if (operation.role() == null) {
            for (String token :
                    java.util.Arrays.asList(null, "garbage", keys.revoked, keys.byRole.get(Role.READONLY))) {
                HttpResponse<String> answer = send(operation, token, agent, true);
                if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                    wrong.add("open, and answered " + answer.statusCode() + " to " + token);
                }
            }
        } else {
            unauthenticated(operation, wrong);
            for (Role role : Role.values()) {
                role(operation, role, wrong);
            }
            limited(operation, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private void unauthenticated(Operation operation, List<String> wrong) {
        Expected expected = new Expected(401, "UNAUTHENTICATED");
        expect(operation, "no key", send(operation, null, agent, false), expected, wrong);
        expect(operation, "nonsense", send(operation, "garbage", agent, false), expected, wrong);
        expect(
                operation,
                "a key of the right form",
                send(operation, "cxt_" + "A".repeat(43), agent, false),
                expected,
                wrong);
        expect(operation, "an expired key", send(operation, keys.expired, agent, false), expected, wrong);
        expect(operation, "a revoked key", send(operation, keys.revoked, agent, false), expected, wrong);
    }

    private void role(Operation operation, Role role, List<String> wrong) {
        boolean may = role.includes(operation.role());
        HttpResponse<String> answer = send(operation, keys.byRole.get(role), agent, may);
        expect(operation, role.wireName(), answer, may ? null : new Expected(403, "FORBIDDEN"), wrong);
    }

    private void limited(Operation operation, List<String> wrong) {
        boolean may = Role.OPERATOR.includes(operation.role()) && !operation.wholeServer();
        HttpResponse<String> answer = send(operation, keys.limited, agent, may);
        expect(operation, "limited, own agent", answer, may ? null : new Expected(403, "FORBIDDEN"), wrong);
        if (may && operation.aboutAnAgent()) {
            HttpResponse<String> others = send(operation, keys.limited, other, false);
            expect(operation, "limited, other agent", others, new Expected(404, "AGENT_NOT_FOUND"), wrong);
            HttpResponse<String> nobodys = send(operation, keys.limited, "nobody-at-all", false);
            if (!plain(others, other).equals(plain(nobodys, "nobody-at-all"))) {
                wrong.add("tells an agent of others from one that does not exist: " + others.body());
            }
        }
    }

    /** What an answer says but for the name, and what differs from one answer to the next. */
    private static String plain(HttpResponse<String> answer, String name) {
        return answer.body().replace(name, "<agent>").replaceAll("\"(request_id|timestamp|trace_id)\":\"[^\"]*\"", "");
    }

    /** Holds an answer to be as expected, or where nothing is, to be no refusal of the caller. */
    private static void expect(
            Operation operation, String caller, HttpResponse<String> answer, Expected expected, List<String> wrong) {
        int status = answer.statusCode();
        String shown = operation + " by " + caller + " answered " + status + " " + answer.body();
        if (expected == null) {
            if (status == 401 || status == 403 || status >= 500 && status != 503) {
                wrong.add(shown);
            }
            return;
        }
        if (status != expected.status()
                || !answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                || !MatrixHttp.json(answer).path("code").asText().equals(expected.code())) {
            wrong.add(shown + ", expected " + expected);
        }
        if (expected.status() == 401
                && !answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer")) {
            wrong.add(shown + " without WWW-Authenticate: Bearer");
        }
    }

    private HttpResponse<String> send(Operation operation, String token, String of, boolean let) {
        String path = operation
                .path()
                .replace("{agent}", of)
                .replace("{file}", "page.css")
                .replaceAll("\\{(message|conversation)}", "01900000-0000-7000-8000-000000000000")
                .replaceAll("\\{[a-z]+}", "nothing-of-this-name");
        // A stream would not end, and a change would be one.
        boolean harmless = operation.reads() && !path.endsWith("/events");
        String parameters = !harmless && let
                ? UNKNOWN_PARAMETER
                : operation.takesAgent() ? "?agent_id=" + of + operation.required() : "";
        String member = path.endsWith("/search") ? "query" : "message";
        String body = operation.takesBody() ? "{\"" + member + "\":\"hi\"}" : null;
        return http.send(operation.method(), path + parameters, token, body);
    }
}
