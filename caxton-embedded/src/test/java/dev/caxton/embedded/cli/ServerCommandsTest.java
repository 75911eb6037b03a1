package dev.caxton.embedded.cli;

import static dev.caxton.client.ScriptedPeer.json;
import static dev.caxton.client.ScriptedPeer.problem;
import static dev.caxton.client.ScriptedPeer.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ExitCode;
import dev.caxton.client.ScriptedPeer;
import dev.caxton.port.RefusingPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about the server, its memory and its configuration, and how the server is found. */
final class ServerCommandsTest {

    @TempDir
    Path directory;

    private final ScriptedPeer peer = new ScriptedPeer();
    private final RefusingPort nobody = new RefusingPort();
    private final FakeEngine engine = new FakeEngine();

    @AfterEach
    void close() throws IOException {
        peer.close();
        nobody.close();
    }

    @Test
    void nobodyListeningExitsThreeAndSaysWhatToDo() {
        Ran ran = withoutServer("agents", "list", "--count");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("No server answers at " + nobody.url(), "caxton start");
    }

    @Test
    void serverIsFoundByTheNoteInItsDataDirectory() throws IOException {
        peer.when("GET /api/v1/tools", json(200, "[]"));
        note(directory.resolve("data"), ProcessHandle.current().pid());
        note(directory.resolve("elsewhere"), ProcessHandle.current().pid());
        engine.configured.put("server.port", "1");

        assertThat(ran("tools", "list", "--count").out()).isEqualTo("0\n");
        assertThat(ran("--data-dir", "elsewhere", "tools", "list", "--count").out())
                .isEqualTo("0\n");
        assertThat(Ran.of(engine, directory, Map.of("CAXTON_DATA_DIR", "elsewhere"), "", "tools", "list", "--count")
                        .out())
                .isEqualTo("0\n");
    }

    @Test
    void keyOfALocalServerIsReadFromItsDataDirectoryAndSentNowhereElse() throws IOException {
        peer.when("GET /api/v1/tools", json(200, "[]"));
        note(directory.resolve("data"), ProcessHandle.current().pid());
        Files.writeString(directory.resolve("data/admin.key"), "cax_local\n");

        assertThat(ran("tools", "list", "--count").out()).isEqualTo("0\n");
        assertThat(peer.request().headers()).containsEntry("authorization", "Bearer cax_local");

        assertThat(ran("--url", peer.url().toString(), "tools", "list", "--count")
                        .out())
                .isEqualTo("0\n");
        assertThat(peer.requests().getLast().headers()).doesNotContainKey("authorization");
    }

    @Test
    void noteOfADeadServerIsPassedOverForTheConfiguration() throws IOException {
        peer.when("GET /api/v1/tools", json(200, "[]"));
        note(directory.resolve("data"), 4_194_303);
        Files.writeString(directory.resolve("caxton.yaml"), "");
        engine.configured.put("server.host", "0.0.0.0");
        engine.configured.put("server.port", Integer.toString(peer.url().getPort()));

        assertThat(ran("tools", "list", "--count").out()).isEqualTo("0\n");
    }

    @Test
    void addressOfTheCommandLineWins() {
        peer.when("GET /api/v1/tools", json(200, "[]"));

        Ran ran = Ran.of(
                engine,
                directory,
                Map.of("CAXTON_URL", "http://127.0.0.1:1", "CAXTON_API_KEY", "k3y"),
                "",
                "tools",
                "list",
                "--count",
                "--url",
                peer.url().toString());

        assertThat(ran.out()).isEqualTo("0\n");
        assertThat(peer.request().headers()).containsEntry("authorization", "Bearer k3y");
        assertThat(ran("--url", "http://[", "tools", "list").code()).isEqualTo(2);
    }

    @Test
    void closedPipeEndsSilentlyAndWell() {
        peer.when("GET /api/v1/agents", json(200, "[" + AgentCommandsTest.agent("a", "A", "running") + "]"));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        ExitCode code = new CaxtonCommand(
                        new Surroundings(
                                directory,
                                Map.of("CAXTON_URL", peer.url().toString()),
                                InputStream.nullInputStream(),
                                closed,
                                err,
                                false),
                        engine)
                .run(List.of("agents", "list"));

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void statusWordsOfASickServerDoNotContainThoseOfAWellOne() {
        peer.when("GET /api/v1/health/detailed", json(200, detailed("degraded", "starting")));
        peer.when("GET /api/v1/memory/status", json(200, memory("ok", "missing")));

        assertThat(caxton("status").out()).contains("Status: degraded").doesNotContain("healthy", "loaded");
        assertThat(caxton("memory", "status").out()).doesNotContain("healthy", "loaded");
        Ran model = caxton("memory", "model-status");
        assertThat(model.out()).contains("missing").doesNotContain("loaded");
        assertThat(model.code()).isEqualTo(1);
    }

    @Test
    void wellServerSaysSo() {
        peer.when("GET /api/v1/health/detailed", json(200, detailed("healthy", "loaded")));
        peer.when("GET /api/v1/health/agents", json(200, "{\"config_agents\":1,\"wasm_agents\":0,\"failing\":0}"));
        peer.when("GET /api/v1/memory/status", json(200, memory("ok", "loaded")));
        peer.when("GET /api/v1/memory/config", json(200, """
            {"retention_policy":{"max_entities":100000,"max_entities_per_agent":10000,"cleanup_interval":"3600s",
            "refuse_secrets":true},"performance_settings":{"search_limit":5,"embedding_model":"mini",
            "embedding_cache_entries":10000,"embedding_threads":0,"max_batch_size":100},"changed":[]}\
            """));
        peer.when("GET /api/v1/memory/model", json(200, """
            {"model":"mini","state":"loaded","dimensions":384,"process_bytes":291139584,"baseline_bytes":203000000,
            "cache_entries":0,"cache_limit":10000}\
            """));

        assertThat(caxton("memory", "status").out())
                .contains("SQLite database: healthy (1.2MB)", "Embedding model: mini loaded", "Entities: 1,247 stored");
        assertThat(caxton("memory", "status", "--detailed").out())
                .contains("(203.0MB baseline)", "(1% of 100,000)", "23ms (target: <50ms)");
        assertThat(caxton("memory", "model-status").code()).isZero();
        assertThat(caxton("status", "--production-ready").code()).isZero();
    }

    @Test
    void safeModeIsShownAndNotFitForProduction() {
        peer.when("GET /api/v1/health/detailed", json(200, detailed("safe_mode", "loaded")));
        peer.when("GET /api/v1/health/agents", json(200, "{\"config_agents\":1,\"wasm_agents\":0,\"failing\":2}"));

        Ran ran = caxton("status", "--production-ready");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("Status: SAFE_MODE (read-only)");
        assertThat(ran.err()).contains("status is safe_mode", "2 agents fail");
    }

    @Test
    void statusWithoutServerIsDown() {
        assertThat(withoutServer("status").out()).isEqualTo("Status: down\n");
        assertThat(withoutServer("status", "--json").out()).contains("\"status\": \"down\"");
        assertThat(withoutServer("status").code()).isEqualTo(3);
    }

    @Test
    void healthCheckWaitsForAServerThatIsStarting() {
        peer.when(
                "GET /api/v1/health",
                (request, out) -> json(
                                peer.requests().size() < 3 ? 503 : 200,
                                "{\"status\":\"" + (peer.requests().size() < 3 ? "starting" : "healthy")
                                        + "\",\"memory_backend\":\"embedded\",\"agents\":0,\"agents_count\":0,"
                                        + "\"version\":\"1\",\"uptime\":1,\"uptime_seconds\":1}")
                        .write(request, out));
        peer.when("GET /api/v1/health/detailed", json(200, detailed("starting", "starting")));

        assertThat(caxton("health-check").code()).isEqualTo(1);
        assertThat(caxton("health-check", "--timeout", "30s").code()).isZero();
    }

    @Test
    void shutdownSendsItsPatienceAndWaitsUntilTheServerIsGone() {
        peer.when("POST /api/v1/shutdown", (request, out) -> {
            whole(202, "application/json", "{}").write(request, out);
            peer.close();
        });

        Ran ran = caxton("shutdown", "--immediate");

        assertThat(ran.code()).isZero();
        assertThat(peer.requests().getFirst().body()).isEqualTo("{\"timeout\":\"0s\"}");
        assertThat(ran.err()).contains("Stopped.");
    }

    @Test
    void startHandsItsOptionsToTheServer() {
        Ran ran = ran(
                "start",
                "--port",
                "0",
                "--data-dir",
                "d",
                "--override",
                "llm.provider=openai",
                "--config",
                "c.yaml",
                "--metrics-port",
                "-1");

        assertThat(ran.code()).isZero();
        assertThat(engine.served)
                .containsExactly(Map.of(
                        "server.port", "0",
                        "server.data_dir", directory.resolve("d").toString(),
                        "llm.provider", "openai",
                        "monitoring.metrics_port", "-1"));
        assertThat(engine.configFiles).containsExactly(directory.resolve("c.yaml"));
        assertThat(ran("start", "--override", "nonsense").code()).isEqualTo(2);
        assertThat(ran("server", "start", "--join", "node-1:7946").err()).contains("NOT_CLUSTERED");
    }

    @Test
    void configurationIsTheServersOrElseTheLocalOne() {
        peer.when(
                "GET /api/v1/config",
                json(
                        200,
                        "{\"entries\":[{\"key\":\"server.port\",\"value\":\"80\",\"source\":\"default\"}],\"warnings\":[]}"));
        engine.configured.put("server.port", "81");

        assertThat(caxton("config", "show", "server.port").out()).isEqualTo("80\n");
        assertThat(caxton("config", "show", "--local", "server.port").out()).isEqualTo("81\n");
        assertThat(withoutServer("config", "show", "server.port").out()).isEqualTo("81\n");
        assertThat(withoutServer("config", "show", "server.prot").code()).isEqualTo(4);
    }

    @Test
    void configurationIsValidated() throws IOException {
        Files.writeString(directory.resolve("caxton.yaml"), "");

        assertThat(ran("config", "validate", "caxton.yaml").code()).isZero();
        assertThat(ran("config", "validate", "missing.yaml").code()).isEqualTo(4);
        engine.warnings.add("no effect");
        assertThat(ran("config", "validate", "--strict").code()).isEqualTo(1);
        engine.configured.put("broken", "yes");
        Ran broken = ran("config", "validate", "caxton.yaml");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("server.prot is not a known key (did you mean 'server.port'?)");
    }

    @Test
    void serviceCommandsKnowWhetherAServerRuns() throws IOException {
        assertThat(ran("service", "status").out()).isEqualTo("stopped\n");
        assertThat(ran("service", "status").code()).isEqualTo(1);
        assertThat(ran("service", "stop").code()).isZero();
        note(directory.resolve("data"), ProcessHandle.current().pid());
        assertThat(ran("service", "status").out())
                .contains("running, pid " + ProcessHandle.current().pid());
        assertThat(ran("service", "start").err()).contains("runs already");
    }

    @Test
    void limitsAndRefusalsHaveTheirExitCodes() {
        peer.when("GET /api/v1/tools", problem(429, "{\"code\":\"TOO_MANY_REQUESTS\",\"detail\":\"slow down\"}"));
        peer.when("GET /api/v1/conversations", problem(403, "{\"code\":\"FORBIDDEN\",\"detail\":\"no\"}"));

        assertThat(caxton("tools", "list").code()).isEqualTo(6);
        assertThat(caxton("conversations", "list").code()).isEqualTo(5);
    }

    @Test
    void initShowsWhatItDid() {
        assertThat(ran("init", "--data-dir", "./data", "--agents-dir", "./agents")
                        .out())
                .isEqualTo("data " + directory.resolve("data") + "\nagents " + directory.resolve("agents") + "\n");
    }

    private Ran caxton(String... words) {
        return Ran.of(engine, directory, Map.of("CAXTON_URL", peer.url().toString()), "", words);
    }

    private Ran withoutServer(String... words) {
        return Ran.of(engine, directory, Map.of("CAXTON_URL", nobody.url().toString()), "", words);
    }

    private Ran ran(String... words) {
        return Ran.of(engine, directory, Map.of(), "", words);
    }

    private void note(Path dataDir, long pid) throws IOException {
        Files.createDirectories(dataDir);
        Files.writeString(
                dataDir.resolve("server.json"),
                "{\"pid\":" + pid + ",\"url\":\"" + peer.url() + "\",\"started\":\"" + Instant.now() + "\"}");
    }

    private static String detailed(String status, String model) {
        return "{\"status\":\"" + status + "\",\"components\":{\"memory_system\":\"ok\",\"sqlite_db\":\"ok\","
                + "\"embedding_model\":\"" + model + "\",\"agents\":{\"config\":1,\"wasm\":0}},\"uptime_seconds\":5,"
                + "\"version\":\"1\",\"reasons\":[]}";
    }

    private static String memory(String sqlite, String model) {
        return "{\"sqlite_status\":\"" + sqlite + "\",\"sqlite_size_bytes\":1200000,\"embedding_model\":\"mini\","
                + "\"model_state\":\"" + model + "\",\"embedding_dimensions\":384,\"entities\":1247,\"relations\":3891,"
                + "\"observations\":2,\"vectors\":2,\"vectors_missing\":0,\"cache_hit_rate\":0.89,"
                + "\"search_latency_p99_ms\":23}";
    }
}
