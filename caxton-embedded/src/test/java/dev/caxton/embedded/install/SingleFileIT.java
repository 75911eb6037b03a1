package dev.caxton.embedded.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.port.FreePorts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one file that runbook 003 copies as a new version. */
class SingleFileIT {

    private Path box;
    private Path single;

    @BeforeEach
    void download() throws Exception {
        // Not below /tmp, which a container has small and empty.
        box = Files.createTempDirectory(Path.of("/var/tmp"), "caxton-single");
        Script.run(box, "chmod 755 " + box).succeeded();
        single = Files.copy(Built.singleFile(), box.resolve("caxton-v1.2.0"));
        Script.run(box, "mkdir home; chmod +x " + single).succeeded();
    }

    @AfterEach
    void clear() throws Exception {
        Script.run(Path.of("/"), "chmod -R u+w " + box + "; rm -rf " + box).succeeded();
    }

    @Test
    void unpacksItselfOnceAndIsTheCommand() throws Exception {
        for (String words : List.of("version", "--version", "version")) {
            assertThat(caxton(single + " " + words).succeeded())
                    .returns("caxton " + Built.version() + "\n", Script::out)
                    .returns("", Script::err);
        }

        assertThat(versions(box.resolve("home/.cache/caxton"))).singleElement().satisfies(unpacked -> {
            assertThat(unpacked).startsWith(Built.version() + "-");
            assertThat(box.resolve("home/.cache/caxton").resolve(unpacked).resolve("lib"))
                    .isDirectory();
        });
        assertThat(caxton(single + " no-such-command").code()).isEqualTo(2);
    }

    @Test
    void takesThePlaceOfAnInstalledCommandByBeingCopiedOverIt() throws Exception {
        Path source = Built.unpacked(box.resolve("unpacked"));
        Files.writeString(source.resolve("VERSION"), "0.0.1\n");
        Script.run(source, "sha256sum $(cut -c67- SHA256SUMS) > sums; mv sums SHA256SUMS")
                .succeeded();
        Path root = box.resolve("root");
        Script.run(box, Map.of("DESTDIR", root.toString()), "sh " + source + "/install.sh --no-systemd")
                .succeeded();
        Path command = root.resolve("usr/local/bin/caxton");

        // runbook 003, Upgrade Process, step 3
        Script.run(box, "cp " + single + " " + command + " && chmod +x " + command)
                .succeeded();

        assertThat(caxton(command + " version").succeeded().out()).isEqualTo("caxton " + Built.version() + "\n");
        assertThat(versions(root.resolve("usr/local/lib/caxton")))
                .anyMatch(name -> name.startsWith("0.0.1-"))
                .anyMatch(name -> name.startsWith(Built.version() + "-"));
        assertThat(box.resolve("home/.cache")).doesNotExist();
    }

    @Test
    void servesAsAnotherUserFromAReadOnlyRoot() throws Exception {
        Path data = Files.createDirectories(box.resolve("data"));
        Files.createDirectories(box.resolve("agents"));
        Confinement confinement = Confinement.strongest(box, data);
        Map<String, String> environment = Map.of(
                "HOME", "/nonexistent", "CAXTON_DATA_DIR", data.toString(), "CAXTON_MEMORY_EMBEDDING_MODEL", "none");
        int port = FreePorts.next();
        String start = single + " start --port " + port + " --override monitoring.metrics_port=-1";

        try (RunningServer server = RunningServer.start(box, environment, confinement.around(start), port)) {
            assertThat(server.get("/api/v1/health").statusCode()).isEqualTo(200);
            assertThat(server.terminate()).isZero();
        }

        assertThat(versions(data.resolve("runtime/program"))).hasSize(1);
    }

    @Test
    void saysWhatToDoWhereItCannotUnpack() throws Exception {
        Script refused = Script.run(box, Map.of("HOME", "/proc/nowhere"), single + " version");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("none of these places can be written", "CAXTON_CACHE_DIR=/path");
        assertThat(Script.run(box, Map.of("CAXTON_CACHE_DIR", box + "/elsewhere"), single + " version")
                        .succeeded()
                        .out())
                .isEqualTo("caxton " + Built.version() + "\n");
        assertThat(versions(box.resolve("elsewhere"))).hasSize(1);
    }

    @Test
    void aCopyThatBrokeOffRunsNothingAndLeavesNothing() throws Exception {
        try (FileChannel file = FileChannel.open(single, StandardOpenOption.WRITE)) {
            file.truncate(Files.size(single) / 2);
        }

        Script refused = caxton(single + " version");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).containsAnyOf("is damaged", "Unexpected EOF");
        assertThat(versions(box.resolve("home/.cache/caxton"))).isEmpty();
    }

    private Script caxton(String command) throws IOException, InterruptedException {
        return Script.run(box, Map.of("HOME", box + "/home", "XDG_CACHE_HOME", ""), command);
    }

    private static List<String> versions(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }
}
