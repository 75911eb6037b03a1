package dev.caxton.embedded.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.embedded.docs.RunbookScripts;
import dev.caxton.port.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * An installation run as runbook 002 runs a container: read-only root, a {@code /tmp} of 100 MB without execution, another
 * user, and the links of a ConfigMap in a read-only agents directory.
 */
class ContainerLikeIT {

    private Path box;
    private int port;
    private Confinement confinement;

    @BeforeEach
    void install(TestReporter reporter) throws Exception {
        assertThat(RunbookScripts.read("002-docker-compose.yaml"))
                .contains("read_only: true", "/tmp:size=100M,noexec", "user: \"1000:1000\"", "agents:ro");
        // Not below /tmp, which the server is to find empty.
        box = Files.createTempDirectory(Path.of("/var/tmp"), "caxton-box");
        Script.run(box, "chmod 755 " + box).succeeded();
        port = FreePorts.next();
        Path source = Built.unpacked(box.resolve("unpacked"));
        Script.run(box, Map.of("DESTDIR", box + "/root"), "sh " + source + "/install.sh --no-systemd --user 1000")
                .succeeded();
        Path config = box.resolve("root/etc/caxton/caxton.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("port: 8080", "port: " + port)
                        .replace("metrics_port: 9090", "metrics_port: -1")
                        .replace("/var/", box + "/root/var/"));
        configMap("..first", Files.readString(source.resolve("agents/greeter.md")));
        confinement =
                Confinement.strongest(box, box.resolve("root/var/lib/caxton/data"), box.resolve("root/var/log/caxton"));
        reporter.publishEntry("confinement", confinement.description());
    }

    @AfterEach
    void clear() throws Exception {
        Script.run(Path.of("/"), "chmod -R u+w " + box + "; rm -rf " + box).succeeded();
    }

    @Test
    void servesFromAReadOnlyRootAsAnotherUserAndFollowsItsConfigMap() throws Exception {
        Path data = box.resolve("root/var/lib/caxton/data");
        try (RunningServer server = RunningServer.start(box, environment(), confinement.around(start()), port)) {
            server.await(() -> logged("embedding model loaded"), "the model, whose library must be executable");

            assertThat(server.get("/api/v1/agents").body()).contains("\"slug\":\"greeter\"", "\"version\":\"1.0.0\"");
            Script asked = Script.run(
                    box,
                    Map.of("CAXTON_URL", server.url().toString()),
                    box + "/root/usr/local/bin/caxton agents message greeter 'Hello, who are you?'");
            assertThat(asked.succeeded().out()).contains("Greeter");
            configMap(
                    "..second",
                    Files.readString(box.resolve("unpacked/caxton-" + Built.version() + "/agents/greeter.md"))
                            .replace("version: \"1.0.0\"", "version: \"1.1.0\""));
            server.await(() -> agents(server).contains("\"version\":\"1.1.0\""), "the ConfigMap's new version");

            assertThat(server.terminate()).isZero();
            assertThat(server.output()).doesNotContain("takes longer", "Exception", "Read-only");
        }
        assertThat(data.resolve("memory.db")).isRegularFile();
        assertThat(data.resolve("runtime")).isDirectory();
        try (Stream<Path> left = Files.list(data)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).doesNotContain("tmp", "core");
        }
    }

    @Test
    void cacheForFasterStartsIsKeptWithTheDataAndSaysSoWhereItCannotBe() throws Exception {
        Path data = box.resolve("root/var/lib/caxton/data");
        Map<String, String> environment = environment("CAXTON_NO_CACHE", "no");
        try (RunningServer server = RunningServer.start(box, environment, confinement.around(start()), port)) {
            assertThat(server.output()).doesNotContain("takes longer");
            assertThat(server.terminate()).isZero();
        }
        Path nowhere = box.resolve("elsewhere");
        String launcher = "exec " + box + "/root/usr/local/bin/caxton start --data-dir " + nowhere + "/data";
        // The launcher judges by the data directory's owner; this one belongs to root or may not be written.
        Files.createDirectories(nowhere.resolve("data"));
        Script.run(box, "chmod 555 " + nowhere + "/data").succeeded();
        Script refused = Script.run(box, environment, confinement.around(launcher));
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).containsOnlyOnce("every start takes longer");
        assertThat(data.resolve("memory.db")).isRegularFile();
    }

    private String start() {
        // the command of our image, with the paths of this box
        return box + "/root/usr/local/bin/caxton server start";
    }

    private Map<String, String> environment(String... more) {
        Map<String, String> environment = new java.util.HashMap<>(Map.of(
                "RUST_LOG",
                "info",
                "CAXTON_CONFIG",
                box + "/root/etc/caxton/caxton.yaml",
                "CAXTON_DATA_DIR",
                box + "/root/var/lib/caxton/data",
                "CAXTON_AGENTS_DIR",
                box + "/root/var/lib/caxton/agents",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://jaeger:14268",
                "HOME",
                "/nonexistent"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    /** Writes the agents as Kubernetes does: files in a new directory, one link to it replaced, links through that. */
    private void configMap(String version, String greeter) throws IOException {
        Path agents = box.resolve("root/var/lib/caxton/agents");
        Files.createDirectory(agents.resolve(version));
        Files.writeString(agents.resolve(version).resolve("greeter.md"), greeter);
        Files.createSymbolicLink(agents.resolve("..data_tmp"), Path.of(version));
        Files.move(
                agents.resolve("..data_tmp"),
                agents.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Path link = agents.resolve("greeter.md");
        if (!Files.isSymbolicLink(link)) {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of("..data", "greeter.md"));
        }
    }

    private String agents(RunningServer server) {
        try {
            return server.get("/api/v1/agents").body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private boolean logged(String words) {
        try {
            Path log = box.resolve("root/var/log/caxton/caxton.log");
            return Files.exists(log) && Files.readString(log).contains(words);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
