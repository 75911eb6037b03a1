package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of a server to which bytes are sent that no client of ours would send. */
class HostileMemoryIT {

    private static final List<String> PLACES = List.of(
            "memory/entities",
            "memory/entities/batch",
            "memory/relations",
            "memory/forget",
            "memory/cleanup",
            "memory/optimize");

    @TempDir
    static Path directory;

    private static ServerUnderTest server;
    private static Rest rest;

    @BeforeAll
    static void start() throws Exception {
        server = ServerUnderTest.start(directory, "--override", "memory.embedding_model=none");
        rest = new Rest(server.url());
        assertThat(rest.post(
                                "memory/entities",
                                "{\"entity_name\":\"Ada\",\"entity_type\":\"person\",\"memory_scope\":\"workspace\","
                                        + "\"observations\":[\"keeps the vault\"]}")
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void nothingIsLostNorAdded() {
        JsonNode status = Rest.json(rest.get("memory/status"));
        assertThat(status.path("entities").asInt()).isEqualTo(1);
        assertThat(status.path("relations").asInt()).isZero();
        assertThat(Rest.json(rest.get("memory/search?query=vault"))
                        .path("results")
                        .path(0)
                        .path("entity_name")
                        .asText())
                .isEqualTo("Ada");
        assertThat(Rest.json(rest.get("memory/check?level=full")).at("/checks"))
                .filteredOn(check -> check.path("name").asText().startsWith("sqlite")
                        || check.path("name").asText().equals("row_checksums"))
                .allMatch(check -> check.path("passed").asBoolean())
                .hasSize(2);
    }

    @Test
    void refusesBytesThatAreNoUtf8AndCharactersThatAreNone() {
        Map<String, byte[]> bodies = Map.of(
                "Latin-1", "{\"entity_name\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
                "UTF-16", "{\"entity_name\":\"a\"}".getBytes(StandardCharsets.UTF_16),
                "overlong", new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
                "surrogate", new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
                "NUL", "{\"entity_name\":\"a\\u0000b\"}".getBytes(StandardCharsets.UTF_8),
                "half a pair", "{\"entity_name\":\"a\\ud800\"}".getBytes(StandardCharsets.UTF_8),
                "zeros", new byte[5_000]);
        for (String place : PLACES) {
            bodies.forEach((name, body) -> assertThat(send("POST", place, body).statusCode())
                    .as(place + " " + name)
                    .isEqualTo(400));
        }
        bodies.forEach(
                (name, body) -> assertThat(send("PUT", "memory/config", body).statusCode())
                        .as(name)
                        .isEqualTo(400));
    }

    @Test
    void refusesWhatIsTooLarge() {
        String ten = "x".repeat(10 << 20);

        assertThat(send("POST", "memory/entities", entity("Bob", ten)).statusCode())
                .isEqualTo(413);
        assertThat(send("POST", "memory/entities", entity("Bob", "x".repeat(1_100_000)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send("POST", "memory/entities", entity("n".repeat(10_000), "a"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(rest.get("memory/search?query=" + "a".repeat(10_000)).statusCode())
                .isEqualTo(414);
        assertThat(rest.get("memory/graph/" + "n".repeat(10_000)).statusCode()).isEqualTo(414);
        assertThat(rest.get("memory/graph/" + "n".repeat(5_000)).statusCode()).isEqualTo(404);
    }

    @Test
    void takesNothingOfAnImportThatIsNoText() {
        byte[] lines = bytes(
                "{\"type\":\"entity\",\"name\":\"",
                new byte[] {(byte) 0xFF, (byte) 0xFE},
                "\",\"entityType\":\"person\"}\n");

        HttpResponse<String> response = rest.send(
                "POST", "memory/import", BodyPublishers.ofByteArray(lines), "Content-Type", "application/x-ndjson");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Rest.json(response).at("/problems/0/line").asInt()).isEqualTo(1);
    }

    @Test
    void findsNothingElseForOperatorsAndSql() {
        for (String query : List.of(
                "vault%22%20OR%20%221",
                "vault'%3B%20drop%20table%20entities%3B%20--",
                "NEAR(vault%20keeps,3)",
                "words%20:%20vault",
                "vault*%20AND%20(")) {
            HttpResponse<String> found = rest.get("memory/search?query=" + query);
            assertThat(found.statusCode()).as(query).isEqualTo(200);
            assertThat(Rest.json(found).path("total_results").asInt()).as(query).isEqualTo(1);
        }
        for (String id : List.of("ent_'%20or%201=1", "%25", "..%2f..", "ent_%00")) {
            assertThat(rest.send("DELETE", "memory/entities/" + id, BodyPublishers.noBody())
                            .statusCode())
                    .as(id)
                    .isBetween(400, 404);
        }
    }

    private static HttpResponse<String> send(String method, String path, byte[] body) {
        return rest.send(method, path, BodyPublishers.ofByteArray(body), "Content-Type", "application/json");
    }

    private static byte[] entity(String name, String observation) {
        return ("{\"entity_name\":\"" + name + "\",\"entity_type\":\"person\",\"memory_scope\":\"workspace\","
                        + "\"observations\":[\"" + observation + "\"]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String before, byte[] middle, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(middle);
        bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
