package dev.caxton.embedded.cli;

import static dev.caxton.client.ScriptedPeer.json;
import static dev.caxton.client.ScriptedPeer.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.client.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks, exports and imports of the memory, run in this process against a scripted server. */
final class MemoryGraphCommandsTest {

    private static final String GRAPH = """
        {"root_entity":"ent_a","graph":{"nodes":[
          {"entity_id":"ent_a","entity_name":"Ada","entity_type":"person","depth":0,"observations":[]},
          {"entity_id":"ent_b","entity_name":"Engine","entity_type":"machine","depth":1,"observations":[]}],
         "edges":[{"relation_id":"rel_1","from_entity":"ent_a","to_entity":"ent_b","relation_type":"describes",
          "strength":0.8,"confidence":1.0,"created_at":"2025-01-01T00:00:00Z"}]},
         "traversal_stats":{"max_depth":1,"nodes_found":2,"edges_found":1,"traversal_time_ms":0.1,
          "truncated":%s,"limits_reached":[]}}\
        """;
    private static final String REPORT = """
        {"import_id":"imp_1","complete":%s,"records_read":3,"entities_imported":1,"entities_updated":0,
         "entities_skipped":0,"observations_imported":0,"relations_imported":0,"relations_updated":0,
         "relations_skipped":0,"conflicts_resolved":0,"problems_found":1,
         "problems":[{"line":2,"byte_in_line":5,"path":"$","message":"no JSON"}],"processing_time_ms":1.0}\
        """;

    @TempDir
    Path directory;

    private final ScriptedPeer peer = new ScriptedPeer();

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    @Test
    void graphIsATableAPictureOrData() throws IOException {
        peer.when("GET /api/v1/memory/graph/Ada", json(200, GRAPH.formatted("false")));

        assertThat(caxton("memory", "graph", "Ada").out().lines())
                .containsExactly(
                        "DEPTH  ENTITY  TYPE     ID",
                        "0      Ada     person   ent_a",
                        "1      Engine  machine  ent_b",
                        "",
                        "FROM  RELATION   TO      STRENGTH",
                        "Ada   describes  Engine  0.8");
        assertThat(caxton("memory", "graph", "Ada", "--format", "mermaid").out())
                .contains("n0 -->|\"describes\"| n1");
        assertThat(caxton("memory", "graph", "Ada", "--format", "dot").out()).startsWith("digraph memory {");
        assertThat(caxton("memory", "graph", "Ada", "--json").out()).contains("\"root_entity\": \"ent_a\"");
        Ran ran = caxton("memory", "graph", "Ada", "--depth", "2", "--output", "ada.svg");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(Files.readString(directory.resolve("ada.svg")))
                .startsWith("<svg ")
                .contains(">Engine<");
        assertThat(peer.requests().getLast().target()).contains("max_depth=2");
    }

    @Test
    void graphSaysWhereThereIsMore() {
        peer.when("GET /api/v1/memory/graph/Ada", json(200, GRAPH.formatted("true")));

        Ran ran = caxton("memory", "graph", "Ada", "--type", "a", "--type", "b", "--direction", "outgoing");

        assertThat(ran.err()).contains("There is more than is shown");
        assertThat(peer.request().target()).contains("relation_types=a%2Cb").contains("direction=outgoing");
    }

    @Test
    void refusesAPictureOfNoKnownKind() {
        peer.when("GET /api/v1/memory/graph/Ada", json(200, GRAPH.formatted("false")));

        assertThat(caxton("memory", "graph", "Ada", "--output", "ada.bmp").code())
                .isEqualTo(2);
        assertThat(caxton("memory", "graph", "Ada", "--min-strength", "much").code())
                .isEqualTo(2);
    }

    @Test
    void pathAnswersByItsExitCode() {
        peer.when("GET /api/v1/memory/path", json(200, """
            {"from_entity":"ent_b","to_entity":"ent_a","found":true,"length":1,"nodes":[
              {"entity_id":"ent_b","entity_name":"Engine","entity_type":"machine","depth":0,"observations":[]},
              {"entity_id":"ent_a","entity_name":"Ada","entity_type":"person","depth":1,"observations":[]}],
             "edges":[{"relation_id":"rel_1","from_entity":"ent_a","to_entity":"ent_b","relation_type":"describes",
              "strength":0.8,"confidence":1.0,"created_at":"2025-01-01T00:00:00Z"}],"search_time_ms":0.1}\
            """));
        Ran found = caxton("memory", "path", "Engine", "Ada");
        peer.when("GET /api/v1/memory/path", json(200, """
            {"from_entity":"ent_b","to_entity":"ent_a","found":false,"length":0,"nodes":[],"edges":[],
             "search_time_ms":0.1}\
            """));
        Ran none = caxton("memory", "path", "Engine", "Ada");

        assertThat(found.code()).isZero();
        assertThat(found.out().lines()).containsExactly("Engine (machine)", "  <- describes -- Ada (person)");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("No path");
    }

    @Test
    void exportLeavesAFileOnlyWhenItIsWhole() throws IOException {
        peer.when("GET /api/v1/memory/export", whole(200, "application/x-ndjson", "{\"type\":\"end\"}\n"));

        Ran printed = caxton("memory", "export", "--format", "server-memory");
        Ran written = caxton("memory", "export", "--format", "jsonl", "--output", "all.jsonl");
        peer.when(
                "GET /api/v1/memory/export",
                (request, out) -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        Ran broken = caxton("memory", "export", "--output", "half.json");

        assertThat(printed.out()).isEqualTo("{\"type\":\"end\"}\n");
        assertThat(written.out()).isEmpty();
        assertThat(Files.readString(directory.resolve("all.jsonl"))).isEqualTo("{\"type\":\"end\"}\n");
        assertThat(broken.code()).isNotZero();
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("all.jsonl");
        }
    }

    @Test
    void importSaysWhatIsWrongAndFails() throws IOException {
        Files.writeString(directory.resolve("a.jsonl"), "x\ny\n");
        peer.when("POST /api/v1/memory/import", json(422, REPORT.formatted("false")));

        Ran ran = caxton("memory", "import", "a.jsonl");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("a.jsonl: read 3 records: entities 1 new");
        assertThat(ran.err()).contains("a.jsonl, line 2, byte 5, $: no JSON");
        assertThat(peer.request().body()).isEqualTo("x\ny\n");
    }

    @Test
    void importValidatesFirstAndThenImports() throws IOException {
        Files.writeString(directory.resolve("a.jsonl"), "x\n");
        peer.when("POST /api/v1/memory/import", json(201, REPORT.formatted("true")));

        assertThat(caxton("memory", "import", "a.jsonl", "--validate", "--skip-corrupted")
                        .code())
                .isZero();
        assertThat(peer.requests()).hasSize(2);
        assertThat(peer.requests().getFirst().target()).contains("validate_only=true");
        assertThat(peer.requests().getLast().target())
                .contains("validate_only=false")
                .contains("skip_corrupted=true");
        assertThat(caxton("memory", "import", "a.jsonl", "--validate").code()).isEqualTo(1);
        assertThat(peer.requests()).hasSize(3);
        assertThat(caxton("memory", "import", "nothing.jsonl").code()).isEqualTo(4);
    }

    private Ran caxton(String... words) {
        return Ran.of(
                new FakeEngine(), directory, Map.of("CAXTON_URL", peer.url().toString()), "", words);
    }
}
