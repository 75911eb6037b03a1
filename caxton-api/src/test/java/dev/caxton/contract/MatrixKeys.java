package dev.caxton.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.security.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Keys of every kind, made at the server under test. */
final class MatrixKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    final Map<Role, String> byRole = new EnumMap<>(Role.class);
    final String expired;
    final String revoked;

    /** For the agent of the matrix alone, as an operator. */
    final String limited;

    MatrixKeys(MatrixHttp http, String admin, String agent) {
        String brief = create(http, admin, "brief", Role.ADMIN, ",\"expires_in\":\"1s\"")
                .path("token")
                .asText();
        for (Role role : Role.values()) {
            byRole.put(
                    role,
                    create(http, admin, role.wireName(), role, "").path("token").asText());
        }
        limited = create(http, admin, "limited", Role.OPERATOR, ",\"agents\":[\"" + agent + "\"]")
                .path("token")
                .asText();
        JsonNode ended = create(http, admin, "ended", Role.ADMIN, "");
        HttpResponse<String> gone =
                http.send("DELETE", "/api/v1/keys/" + ended.at("/key/key_id").asText(), admin, null);
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(200);
        revoked = ended.path("token").asText();
        expired = brief;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (http.send("GET", "/api/v1/version", brief, null).statusCode() != 401) {
            assertThat(System.nanoTime()).as("a key of one second lives on").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static JsonNode create(MatrixHttp http, String admin, String name, Role role, String more) {
        HttpResponse<String> answer = http.send(
                "POST",
                "/api/v1/keys",
                admin,
                "{\"name\":\"matrix-" + name + "\",\"role\":\"" + role + "\"" + more + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return MatrixHttp.json(answer);
    }
}
