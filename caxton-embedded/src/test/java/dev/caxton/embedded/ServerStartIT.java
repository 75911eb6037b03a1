package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ExitCode;
import dev.caxton.engine.agent.AgentSchema;
import dev.caxton.engine.messaging.MessagingSchema;
import dev.caxton.engine.security.KeyRing;
import dev.caxton.engine.security.KeySchema;
import dev.caxton.engine.store.DataDirectory;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Migration;
import dev.caxton.wire.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts that cannot work: each says why in one message, names the remedy and leaves nothing behind. */
class ServerStartIT {

    @TempDir
    Path directory;

    @AfterEach
    void leavesNothingBehind() throws IOException {
        Path data = directory.resolve("data");
        if (Files.isDirectory(data)) {
            assertThat(ServerAddress.fileIn(data)).doesNotExist();
            DataDirectory.open(data, Clock.systemUTC()).close(); // the lock is free
        }
    }

    @Test
    void namesThePortThatAnotherProcessHas() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            FailedStart.of(directory, "--port", port, "--metrics-port", "0")
                    .says(ExitCode.REFUSED, "Port " + port + " on 127.0.0.1 is in use", "server.port");
            FailedStart.of(directory, "--port", "0", "--metrics-port", port)
                    .says(ExitCode.REFUSED, "Port " + port + " on 127.0.0.1 is in use", "monitoring.metrics_port");
        }
    }

    @Test
    void namesTheServerThatOwnsTheDataDirectoryAndLeavesItAlone() throws Exception {
        String knowledge = "memory.sqlite_path=" + directory.resolve("knowledge.db");
        try (ServerUnderTest server = ServerUnderTest.start(
                directory, "--override", "memory.embedding_model=none", "--override", knowledge)) {
            String address = Files.readString(ServerAddress.fileIn(server.data()));

            start().says(
                            ExitCode.REFUSED,
                            "Data directory " + server.data().toRealPath() + " is in use",
                            String.valueOf(server.process().pid()),
                            server.url().toString());
            start("--data-dir", "other", "--override", knowledge)
                    .says(ExitCode.REFUSED, "Database " + directory.resolve("knowledge.db") + " is in use");

            assertThat(ServerAddress.fileIn(server.data())).hasContent(address);
            assertThat(new Rest(server.url()).get("health").statusCode()).isEqualTo(200);
            assertThat(server.terminate()).isZero();
        }
    }

    @Test
    void namesAnAgentsDirectoryThatIsNone() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));

        start("--agents-dir", file.toString())
                .says(ExitCode.FAILED, "server.agents_dir is '" + file + "'", "no directory", "--agents-dir");
        start("--agents-dir", dangling.toString())
                .says(ExitCode.FAILED, "server.agents_dir is '" + dangling + "'", "a link", "--agents-dir");
        assertThat(file).hasContent("no directory");
    }

    @Test
    void namesADataDirectoryThatIsNone() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");

        FailedStart.of(directory, "--port", "0", "--metrics-port", "0", "--data-dir", file.toString())
                .says(ExitCode.FAILED, "Data directory " + file + " is no directory", "--data-dir");
    }

    @Test
    void pointsAtTheLineThatIsNotYaml() throws Exception {
        Path config = Files.writeString(directory.resolve("caxton.yaml"), "server:\n  port: 1\n foo: [\n");

        FailedStart.of(directory).says(ExitCode.FAILED, config.toRealPath() + ":3:", "not YAML");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void reportsEveryProblemOfTheConfigurationAtOnceAndNoSecret() throws Exception {
        Path config = Files.writeString(directory.resolve("caxton.yaml"), """
            server:
              prot: 1
              request_timeout: soon
            llm:
              openai:
                api_key: sk-canary-7d1f
            logging:
              level: loud
            """);

        FailedStart failed = FailedStart.of(directory)
                .says(
                        ExitCode.FAILED,
                        config + ":2:3: server.prot is not a known key (did you mean 'server.port'?)",
                        config + ":3:3: server.request_timeout is 'soon', expected a duration",
                        config + ":6:5: llm.openai.api_key holds a secret in the clear",
                        "${env:NAME}",
                        config + ":8:3: logging.level is 'loud', expected one of trace, debug");
        assertThat(failed.err()).doesNotContain("canary");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void namesWhatTheConfigurationRefersToInVain() throws Exception {
        Files.write(
                directory.resolve("latin1.yaml"), "server: {host: caf\u00e9}".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(directory.resolve("secret.yaml"), "llm: {openai: {api_key: '${file:absent.key}'}}");

        FailedStart.of(directory, "--config", "absent.yaml")
                .says(ExitCode.FAILED, "absent.yaml", "does not exist", "--config", "caxton init");
        FailedStart.of(directory, "--config", "latin1.yaml").says(ExitCode.FAILED, "latin1.yaml", "not UTF-8");
        FailedStart.of(directory, "--config", "secret.yaml")
                .says(ExitCode.FAILED, "secret.yaml:1:", "llm.openai.api_key", "absent.key", "does not exist");
    }

    @Test
    void refusesOptionsThatMeanNothing() throws Exception {
        FailedStart.of(directory, "--port", "99999")
                .says(ExitCode.USAGE, "option --port", "'99999', expected a whole number from 0 to 65535");
        FailedStart.of(directory, "--prot", "1").says(ExitCode.USAGE, "'--prot'", "Did you mean '--port'?");
        FailedStart.of(directory, "--override", "server.prot=1")
                .says(ExitCode.USAGE, "option --override server.prot", "did you mean 'server.port'?");
        FailedStart.of(directory, "--host", "256.1.1.1").says(ExitCode.FAILED, "server.host is '256.1.1.1', expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory.db", "caxton.db"})
    void leavesADatabaseAloneThatIsNone(String name) throws Exception {
        Path file = Files.createDirectories(directory.resolve("data")).resolve(name);
        byte[] garbage =
                "no database at all, but long enough to be one. ".repeat(200).getBytes(StandardCharsets.UTF_8);
        Files.write(file, garbage);

        start().says(ExitCode.FAILED, "Database " + file.toRealPath() + " is damaged", "Restore a backup");

        assertThat(file).hasBinaryContent(garbage);
    }

    @Test
    void leavesADatabaseAloneThatANewerVersionWrote() throws Exception {
        Path file = Files.createDirectories(directory.resolve("data")).resolve("caxton.db");
        Migration future = new Migration(6, "come_from_the_future", "dev/caxton/embedded/V006__from_the_future.sql");
        DatabaseOptions options = DatabaseOptions.of(file, Clock.systemUTC());
        Database.open(KeySchema.addTo(MessagingSchema.addTo(AgentSchema.addTo(options)), new KeyRing(Clock.systemUTC()))
                        .withSchema(List.of(future), List.of()))
                .close();
        byte[] before = Files.readAllBytes(file);

        start().says(
                        ExitCode.REFUSED,
                        "Database " + file.toRealPath() + " has schema 6, this version knows schemas up to 5",
                        "newer version",
                        "caxton.db.before-v6");

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void keepsTheTwoDatabasesApart() throws Exception {
        start("--override", "memory.sqlite_path=caxton.db")
                .says(ExitCode.USAGE, "memory.sqlite_path", "caxton.db", "expected");
        start("--override", "memory.sqlite_path=absent/memory.db")
                .says(ExitCode.FAILED, "memory.sqlite_path", "absent", "does not exist");
    }

    private FailedStart start(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("--port", "0", "--metrics-port", "0", "--override", "memory.embedding_model=none"));
        words.addAll(List.of(options));
        return FailedStart.of(directory, words.toArray(String[]::new));
    }
}
