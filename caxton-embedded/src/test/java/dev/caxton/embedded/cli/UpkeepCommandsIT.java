package dev.caxton.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.embedded.ServerUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbooks' lines about a memory that is well, typed against a server. */
class UpkeepCommandsIT {

    private static final List<String> LINES = List.of(
            "memory status --detailed",
            "memory stats --include-trends",
            "memory usage --detailed",
            "memory usage --percentage",
            "memory capacity-check",
            "memory capacity-check --percentage",
            "memory capacity-check --warn-percentage 80",
            "memory limits-check",
            "memory diagnose",
            "memory diagnose --show-slow-queries",
            "memory emergency-diagnosis",
            "memory model-stats",
            "memory optimize --vacuum-sqlite --rebuild-index",
            "memory optimize --vacuum --reindex",
            "memory optimize --vacuum",
            "memory optimize --incremental --max-duration 30s",
            "memory cleanup --remove-orphaned --older-than 30d",
            "memory cleanup --remove-orphaned --older-than 30d --vacuum-after",
            "memory cleanup --aggressive --force",
            "memory reindex --background --verify-after",
            "memory reindex --full --optimize",
            "memory cache-clear",
            "memory cache-clear --all",
            "memory cache-clear --rebuild",
            "memory gc --aggressive",
            "memory health-check --comprehensive",
            "memory integrity-check --quick",
            "memory integrity-check --detailed",
            "memory integrity-check --full --repair-minor",
            "memory consistency-check --full --repair-minor",
            "memory verify-agent greeter",
            "memory optimize --vacuum-sqlite --rebuild-index --clear-cache --recompute-embeddings",
            "memory clear-agent-scope greeter");

    @TempDir
    Path directory;

    @Test
    void linesOfTheRunbooksWork() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("agents")).resolve("greeter.md"), """
            ---
            name: greeter
            version: "1.0.0"
            capabilities: [greeting]
            ---
            Hello.
            """);
        try (ServerUnderTest server = ServerUnderTest.start(directory)) {
            Path facts = Files.writeString(directory.resolve("facts.jsonl"), """
                {"type":"entity","name":"Ship","entityType":"ship","observations":["lies at the harbour"]}
                """);
            Ran imported = run("memory", "import", facts.toString());
            assertThat(imported.code()).as(imported.err()).isZero();
            assertThat(Await.until(
                            java.time.Duration.ofMinutes(2),
                            () -> run("memory", "model-status").code() == 0))
                    .as("the model is loaded")
                    .isTrue();

            for (String line : LINES) {
                Ran ran = run(line.split(" "));
                assertThat(ran.code()).as(line + "\n" + ran.out() + ran.err()).isZero();
                assertThat(ran.out()).as(line).isNotBlank();
            }

            assertThat(run("memory", "capacity-check", "--percentage").out()).isEqualTo("0\n");
            assertThat(run("memory", "search", "harbour").out()).contains("Ship");
            Ran monitor = run("memory", "monitor", "--threshold", "0ms", "--duration", "1s");
            assertThat(monitor.out()).contains("semantic_search").doesNotContain("harbour");
            assertThat(run("memory", "profile", "--duration", "1s", "--include-queries")
                            .code())
                    .isZero();
        }
    }

    @Test
    void answersOddWords() throws Exception {
        Path bad = Files.write(directory.resolve("bad.jsonl"), new byte[] {'{', (byte) 0xFF, '}', '\n'});
        Path secret = Files.writeString(directory.resolve("secret.jsonl"), """
            {"type":"entity","name":"Ship","entityType":"ship","observations":["opens the vault"]}
            {"type":"entity","name":"Gate","entityType":"gate","observations":["password: hunter22"]}
            """);
        try (ServerUnderTest server = ServerUnderTest.start(directory, "--override", "memory.embedding_model=none")) {
            Ran imported = run("memory", "import", secret.toString(), "--skip-corrupted");
            assertThat(imported.code()).isZero();
            assertThat(imported.out() + imported.err()).contains("line 2").doesNotContain("hunter22");

            assertThat(run("memory", "search", "vault\" OR (1=1) --").out()).contains("Ship");
            assertThat(run("memory", "search", "").code()).isNotZero();
            assertThat(run("memory", "graph", "'; drop table entities; --").code())
                    .isEqualTo(4);
            assertThat(run("memory", "graph", "n".repeat(3_000)).code()).isEqualTo(4);
            assertThat(run("memory", "history", "%00").code()).isEqualTo(4);
            assertThat(run("memory", "forget", "ent_' or '1'='1", "--yes").code())
                    .isEqualTo(4);
            assertThat(run("memory", "import", bad.toString()).code()).isEqualTo(1);
            assertThat(run("memory", "config", "--set", "max_entities=0").code())
                    .isEqualTo(2);
            assertThat(run("memory", "config", "--set", "no_such=1").code()).isEqualTo(2);
            assertThat(run("memory", "config", "--set", "max_entities=7").out()).contains("100000 -> 7");
            assertThat(run("memory", "config").out()).containsPattern("max_entities +7 +command");
            assertThat(run("memory", "status", "--detailed").out()).contains("of 7)");
        }
        assertThat(run("memory", "config", "--set", "max_entities=100000").code())
                .as("kept over a stop, and changed without a server")
                .isZero();
        assertThat(run("memory", "config").out()).containsPattern("max_entities +100000 +configuration");
    }

    @Test
    void checksWorkWithoutAServer() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(directory, "--override", "memory.embedding_model=none")) {
            assertThat(run("memory", "status").code()).isZero();
        }

        Ran status = run("memory", "status");
        assertThat(status.code()).as(status.err()).isZero();
        assertThat(status.err()).contains("No server runs");
        assertThat(run("memory", "capacity-check").code()).isZero();
        assertThat(run("memory", "integrity-check", "--quick").out()).contains("sqlite quick check: ok");
    }

    private Ran run(String... words) {
        return Ran.of(
                new InProcessEngine(),
                directory,
                Map.of(),
                "",
                Stream.concat(Stream.of(words), Stream.of("--data-dir", "data")).toArray(String[]::new));
    }
}
