package dev.caxton.embedded.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.embedded.docs.RunbookScripts;
import dev.caxton.port.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units of the runbooks and our own: what they start is started, in an installation below another root. */
class ServiceUnitsIT {

    @TempDir
    static Path unpacking;

    private static Path source;

    @TempDir
    Path directory;

    private Path root;
    private int port;
    private int metricsPort;

    @BeforeAll
    static void unpack() throws Exception {
        source = Built.unpacked(unpacking);
    }

    @BeforeEach
    void install() throws Exception {
        root = directory.resolve("root");
        port = FreePorts.next();
        metricsPort = FreePorts.next();
        Script.run(directory, Map.of("DESTDIR", root.toString()), "sh " + source.resolve("install.sh"))
                .succeeded();
    }

    @Test
    void unitOfRunbook002StartsReloadsAndStopsTheServer() throws Exception {
        configure(Files.readString(root.resolve("etc/caxton/caxton.yaml")));
        SystemdUnit unit =
                SystemdUnit.in(RunbookScripts.read("002-systemd-service.sh")).below(root.toString());

        runs(unit);
    }

    @Test
    void unitOfOursStartsReloadsAndStopsTheServer() throws Exception {
        configure(Files.readString(root.resolve("etc/caxton/caxton.yaml")));
        SystemdUnit unit = SystemdUnit.in(Files.readString(root.resolve("etc/systemd/system/caxton.service")))
                .below(root.toString());

        runs(unit);
        assertThat(unit.value("Type")).isEqualTo("notify");
        assertThat(unit.value("NotifyAccess")).isEqualTo("all");
    }

    @Test
    void unitsOfRunbooks001And003StartTheProductionConfigurationOfRunbook003() throws Exception {
        Script.run(directory, RunbookScripts.read("003-production-configuration.sh"))
                .succeeded();
        configure(Files.readString(directory.resolve("caxton.yaml")));
        for (String name : List.of("003-systemd-service.sh", "001-systemd-unit.ini")) {
            SystemdUnit unit = SystemdUnit.in(RunbookScripts.read(name)).below(root.toString());
            verified(unit);
            try (RunningServer server =
                    RunningServer.start(directory, environment(unit), unit.command("ExecStart"), port)) {
                assertThat(server.get("/api/v1/agents").statusCode()).as(name).isEqualTo(401);
                assertThat(root.resolve("var/lib/caxton/data/admin.key")).isRegularFile();
                String command =
                        root + "/usr/local/bin/caxton --config " + root + "/etc/caxton/caxton.yaml agents list";
                assertThat(Script.run(directory, command).succeeded().out()).contains("Greeter");
                assertThat(server.terminate()).as(name).isZero();
            }
        }
        assertThat(root.resolve("var/log/caxton/caxton.log")).content().contains("Caxton listens on");
    }

    @Test
    void plainUnitOfOursStartsTheServer() throws Exception {
        Script.run(
                        directory,
                        Map.of("DESTDIR", root.toString()),
                        "sh " + source.resolve("install.sh") + " --unit plain")
                .succeeded();
        configure(Files.readString(root.resolve("etc/caxton/caxton.yaml")));
        SystemdUnit unit = SystemdUnit.in(Files.readString(root.resolve("etc/systemd/system/caxton.service")))
                .below(root.toString());

        verified(unit);
        try (RunningServer server =
                RunningServer.start(directory, environment(unit), unit.command("ExecStart"), port)) {
            assertThat(server.get("/api/v1/agents").body()).contains("Greeter");
            assertThat(server.terminate()).isZero();
        }
    }

    @Test
    void serviceManagerHearsThatTheServerServesLivesAndStops() throws Exception {
        configure(Files.readString(root.resolve("etc/caxton/caxton.yaml")));
        SystemdUnit unit = SystemdUnit.in(Files.readString(root.resolve("etc/systemd/system/caxton.service")))
                .below(root.toString());
        // stands in for systemd-notify, which would need a socket to write to
        Path told = directory.resolve("told");
        Path path = Files.createDirectory(directory.resolve("path"));
        Files.writeString(path.resolve("systemd-notify"), "#!/bin/sh\necho \"$NOTIFY_SOCKET $*\" >> " + told + "\n");
        Script.run(directory, "chmod 755 path/systemd-notify").succeeded();
        Map<String, String> environment = environment(unit);
        environment.put("PATH", path + ":" + System.getenv("PATH"));
        environment.put("NOTIFY_SOCKET", "/run/notify");
        environment.put("WATCHDOG_USEC", "200000");
        try (RunningServer server = RunningServer.start(directory, environment, unit.command("ExecStart"), port)) {
            server.await(() -> contains(told, "WATCHDOG=1\n/run/notify WATCHDOG=1\n"), "two signs of life");

            assertThat(server.terminate()).isZero();
        }
        assertThat(Files.readAllLines(told))
                .startsWith("/run/notify READY=1 STATUS=Serving http://127.0.0.1:" + port, "/run/notify WATCHDOG=1")
                .contains("/run/notify STOPPING=1 STATUS=Stopping");
    }

    private void runs(SystemdUnit unit) throws Exception {
        verified(unit);
        assertThat(unit.environment()).containsEntry("RUST_LOG", "info").containsKey("CAXTON_AGENTS_DIR");
        try (RunningServer server =
                RunningServer.start(directory, environment(unit), unit.command("ExecStart"), port)) {
            assertThat(server.get("/api/v1/agents").body()).contains("Greeter");
            Path log = root.resolve("var/log/caxton/caxton.log");
            assertThat(unit.value("ExecReload")).isEqualTo("/bin/kill -HUP $MAINPID");
            Script.run(directory, "kill -HUP " + server.pid()).succeeded();
            server.await(() -> contains(log, "Reload on SIGHUP"), "the reload");

            Script.run(directory, environment(unit), unit.command("ExecStop")).succeeded();

            assertThat(server.exitCode()).isZero();
            assertThat(log).content().contains("Caxton has stopped").doesNotContain("\"level\":\"WARN\"");
        }
    }

    /** By systemd itself, where it is installed. */
    private void verified(SystemdUnit unit) throws IOException, InterruptedException {
        Path file = Files.writeString(
                directory.resolve("caxton.service"), unit.text().replaceAll("ExecStartPre=.*\n", ""));
        Script verified = Script.run(
                directory,
                "command -v systemd-analyze > /dev/null || { echo no systemd here; exit; }; systemd-analyze verify"
                        + " --man=no ./"
                        + file.getFileName());
        assertThat(verified.code()).as(verified.toString()).isZero();
        // One runbook has a key in the wrong section, which systemd ignores.
        assertThat(verified.err()
                        .lines()
                        .filter(line -> !line.contains("'StartLimitIntervalSec' in section [Service]")))
                .noneMatch(line -> line.contains("caxton.service:"));
    }

    /** Under systemd the unit alone decides, but for where Java is. */
    private Map<String, String> environment(SystemdUnit unit) {
        Map<String, String> environment = new HashMap<>(unit.environment());
        environment.put("HOME", "/nonexistent");
        return environment;
    }

    private void configure(String text) throws IOException {
        Files.writeString(
                root.resolve("etc/caxton/caxton.yaml"),
                text.replace("port: 8080", "port: " + port)
                        .replace("metrics_port: 9090", "metrics_port: " + metricsPort)
                        .replace("/var/", root + "/var/"));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
