package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.embedded.ModelPeer;
import dev.caxton.embedded.ServerUnderTest;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the runbooks that ask a running server, with two good agents and one broken file. */
class RunbookCommandsIT {

    @TempDir
    static Path directory;

    static ServerUnderTest server;
    static Operator operator;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(directory.resolve("agents"));
        for (String agent : new String[] {"greeter.md", "data-analyzer.md"}) {
            Files.copy(
                    Repository.ROOT.resolve("agents").resolve(agent),
                    directory.resolve("agents").resolve(agent));
        }
        Files.writeString(directory.resolve("agents/broken.md"), "---\nname: Broken\nversion: \"1.0.0\"\n---\n");
        server = ServerUnderTest.start(directory);
        operator = new Operator(directory);
        operator.waitsForTheModel();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void listsAgents() throws Exception {
        assertThat(out("caxton agents list")).contains("DataAnalyzer", "Greeter", "running", "data-analysis");
        assertThat(out("caxton agents list --names-only")).isEqualTo("broken\ndata-analyzer\ngreeter\n");
        assertThat(out("caxton agents list --count")).isEqualTo("3\n");
        assertThat(out("caxton agents list --type config --count")).isEqualTo("3\n");
        assertThat(out("caxton agents list --type wasm --count")).isEqualTo("0\n");
        assertThat(out("caxton agents list --type config")).contains("data-analyzer", "greeter", "broken");
        assertThat(out("caxton agents list --type config --status running"))
                .contains("data-analyzer", "greeter")
                .doesNotContain("broken");
        assertThat(out("caxton agents list --type wasm")).isEmpty();
    }

    @Test
    void listsAgentsInDetail() throws Exception {
        assertThat(out("caxton agents list --detailed").lines().findFirst().orElseThrow())
                .containsPattern("NAME +TYPE +STATUS +UPTIME +MEMORY_MB +CPU_%");
    }

    @Test
    void listsAgentsThatFail() throws Exception {
        assertThat(out("caxton agents list --status failed")).contains("broken").doesNotContain("greeter");
        assertThat(out("caxton agents list --status failed --count")).isEqualTo("1\n");
        assertThat(out("caxton agents list --status failed --details"))
                .contains("Missing required field: capabilities");
        assertThat(out("caxton agents list --status failed,crashed --names-only"))
                .isEqualTo("broken\n");
        assertThat(out("caxton agents list --type wasm --status failing")).isEmpty();
    }

    @Test
    void countsAgents() throws Exception {
        assertThat(out("caxton agents count --type config")).isEqualTo("3\n");
        assertThat(out("caxton agents count --type wasm")).isEqualTo("0\n");
        assertThat(out("caxton agents count --status running")).isEqualTo("2\n");
        assertThat(out("caxton agents count --status failed")).isEqualTo("1\n");
    }

    @Test
    void showsAnAgent() throws Exception {
        assertThat(out("caxton agents show data-analyzer")).contains("Name: DataAnalyzer", "Tools: http_client");
        assertThat(out("caxton agents status data-analyzer")).contains("data-analyzer", "running", "1.0.0");
        assertThat(out("caxton agents type data-analyzer")).isEqualTo("config\n");
        for (String json : new String[] {"--json", "--format json"}) {
            JsonNode agent = WireJson.mapper().readTree(out("caxton agents status data-analyzer " + json));
            assertThat(agent.path("state").asText()).isEqualTo("running");
        }
        Operator.Outcome unknown = operator.types("caxton agents status nobody --format json");
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.code()).isEqualTo(4);
    }

    @Test
    void listsCapabilities() throws Exception {
        assertThat(out("caxton agents capabilities data-analyzer")).isEqualTo("data-analysis\nreport-generation\n");
        assertThat(out("caxton agents capabilities data-analyzer --list"))
                .isEqualTo("data-analysis\nreport-generation\n");
    }

    @Test
    void countsAgentsByState() throws Exception {
        assertThat(out("caxton agents status --summary")).contains("Agents: 3", "running: 2", "failed: 1");
    }

    @Test
    void validatesAgentFiles() throws Exception {
        assertThat(out("caxton agents validate agents/data-analyzer.md")).startsWith("OK ");
        assertThat(out("caxton agents validate agents/data-analyzer.md --verbose"))
                .contains("Tools: http_client");
        assertThat(out("caxton agents validate data-analyzer --comprehensive")).startsWith("OK ");
        assertThat(out("caxton agents validate-schema agents/greeter.md")).startsWith("OK ");
        Operator.Outcome broken = operator.types("caxton agents validate agents/broken.md");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("Missing required field: capabilities");
    }

    @Test
    void validatesEveryAgentFile() throws Exception {
        Operator.Outcome all = operator.types("caxton agents validate-all");

        assertThat(all.code()).isEqualTo(1);
        assertThat(all.out() + all.err()).contains("OK agents/greeter.md", "agents/broken.md: ");
    }

    @Test
    void reloadsAgents() throws Exception {
        Path greeter = directory.resolve("agents/greeter.md");
        String original = Files.readString(greeter);
        Files.writeString(greeter, original.replace("1.0.0", "1.0.1"));
        assertThat(out("caxton agents reload greeter")).contains("1.0.1");
        Files.writeString(greeter, original.replace("1.0.0", "1.0.2"));
        assertThat(out("caxton reload --agent greeter")).contains("1.0.2");
        Files.writeString(greeter, original);
        Operator.Outcome all = operator.types("caxton agents reload --all-config");
        assertThat(all.code()).isEqualTo(1);
        assertThat(all.out()).containsPattern("greeter +\\w+ +1.0.0").containsPattern("broken +refused");
    }

    @Test
    void changesNothingWhereOneFileIsInvalid() throws Exception {
        Operator.Outcome all = operator.types("caxton agents reload --all-config --validate-first");

        assertThat(all.code()).isEqualTo(1);
        assertThat(all.out()).containsPattern("broken +refused");
        assertThat(out("caxton agents count --status running")).isEqualTo("2\n");
    }

    @Test
    void pingsAgents() throws Exception {
        out("caxton agents ping greeter");
        out("caxton agents ping greeter --timeout 5s");
        assertThat(operator.types("caxton agents ping broken --timeout 5s").code())
                .isNotZero();
        assertThat(operator.types("caxton agents ping nobody --timeout 5s").code())
                .isEqualTo(4);
    }

    @Test
    void readsAnAgentsLog() throws Exception {
        assertThat(out("caxton agents logs data-analyzer --tail 50")).contains("[INFO] started version 1.0.0");
        assertThat(out("caxton agents logs data-analyzer --tail 100 --level error"))
                .isEmpty();
    }

    @Test
    void triesAnAgent() throws Exception {
        assertThat(out("caxton agents test greeter --query 'Who are you?'")).contains("Caxton");
        for (String line : new String[] {"--input 'Analyze this CSV data'", "--query 'Analyze sample data'"}) {
            Operator.Outcome withoutData = operator.types("caxton agents test data-analyzer " + line);
            assertThat(withoutData.code()).as("there is nothing to analyse").isEqualTo(1);
            assertThat(withoutData.out()).contains("csv_parser I would need");
            assertThat(withoutData.err()).contains("not-understood");
        }
        assertThat(out("caxton agents test data-analyzer --input $'Analyze this CSV data:\\na,b\\n1,2\\n3,4\\n'"))
                .contains("2 rows and 2 columns");
    }

    @Test
    void listsTools() throws Exception {
        assertThat(out("caxton tools list")).contains("http_client", "csv_parser", "chart_generator");
        assertThat(out("caxton tools list --available")).contains("http_client", "csv_parser", "chart_generator");
    }

    @Test
    void showsTheMemory() throws Exception {
        assertThat(out("caxton memory status"))
                .contains(
                        "SQLite database: healthy",
                        "all-MiniLM-L6-v2 loaded",
                        "Entities: ",
                        "Relations: ",
                        "Vector cache: ");
        assertThat(out("caxton memory status --detailed"))
                .contains(
                        "% fragmentation)",
                        "(203.0MB baseline)", "of 100,000)", "Search latency P99: ", "(target: <50ms)");
        assertThat(out("caxton memory model-status")).contains("loaded");
    }

    @Test
    void comparesTheMemoryWithItsTargets() throws Exception {
        assertThat(out("caxton memory stats"))
                .contains("METRIC", "TARGET", "Semantic search P99", "Embedding generation");
        assertThat(out("caxton memory stats --detailed"))
                .contains(
                        "Semantic search latency P99", "Graph traversal P99", "Storage usage", "Memory baseline: 203");
        assertThat(out("caxton memory stats --include-trends")).contains("METRIC", "Trends: ");
    }

    @Test
    void followsQueries() throws Exception {
        for (String line : List.of(
                "caxton memory monitor --show-slow-queries",
                "caxton memory monitor --show-slow-queries --threshold 100ms")) {
            Path shown = Files.createTempFile(directory, "shown", ".txt");
            Process following = operator.leavesRunning(line, shown);
            ModelPeer.await(
                    () -> !following.isAlive() || text(shown).contains("100 ms and more"), "the first line of " + line);
            assertThat(following.isAlive()).as(text(shown)).isTrue();
            following.destroy();
            following.waitFor();
        }
        out("caxton memory search greetings");
        assertThat(out("caxton memory monitor --threshold 0ms --duration 8s")).contains("semantic_search");
    }

    @Test
    void profilesQueries() throws Exception {
        // As the runbook has it, for a second rather than a minute.
        assertThat(out("caxton memory profile --duration 1s --include-queries"))
                .containsPattern("QUERY-TYPE +AVG-LATENCY +COUNT");
    }

    @Test
    void movesTheMemory() throws Exception {
        Files.createDirectories(directory.resolve("backup"));
        Files.writeString(
                Files.createDirectories(directory.resolve("partial")).resolve("partial-memory-export-1.json"), """
                {"type":"entity","name":"Ship","entityType":"ship","observations":["lies at the quay"]}
                {"type":"entity","name":"","entityType":"ship","observations":["has no name"]}
                """);
        assertThat(out("caxton memory import partial/partial-memory-export-*.json --validate --skip-corrupted"))
                .isNotBlank();
        assertThat(out("caxton memory search quay")).contains("Ship");
        operator.types("caxton memory export --format json --output memory-backup.json")
                .succeeded();
        operator.types("caxton memory export --format migration --target qdrant --output backup/memory-migration.json")
                .succeeded();
        for (String file : List.of("memory-backup.json", "backup/memory-migration.json")) {
            JsonNode document =
                    WireJson.mapper().readTree(directory.resolve(file).toFile());
            assertThat(document.path("entities"))
                    .extracting(one -> one.path("entity_name").asText())
                    .contains("Ship");
        }
    }

    @Test
    void showsTheServer() throws Exception {
        assertThat(out("caxton status")).contains("Status: healthy", "Agents: 3 config, 0 wasm");
        assertThat(out("caxton version")).startsWith("caxton ");
    }

    @Test
    void saysWhyItIsNotFitForProduction() throws Exception {
        Operator.Outcome production = operator.types("caxton status --production-ready");
        assertThat(production.code()).isEqualTo(1);
        assertThat(production.err()).contains("1 agent");
        Operator.Outcome health = operator.types("caxton health-check --comprehensive --timeout 60s");
        assertThat(health.code()).isEqualTo(1);
        assertThat(health.err()).contains("1 agent");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String out(String command) throws Exception {
        return operator.types(command).succeeded().out();
    }
}
