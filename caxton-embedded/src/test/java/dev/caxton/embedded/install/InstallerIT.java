package dev.caxton.embedded.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code install.sh}, into a directory that stands for the root. */
class InstallerIT {

    @TempDir
    static Path unpacking;

    private static Path source;

    @TempDir
    Path directory;

    private Path root;

    @BeforeAll
    static void unpack() throws Exception {
        source = Built.unpacked(unpacking);
    }

    @BeforeEach
    void makeRoot() {
        root = directory.resolve("root");
    }

    @Test
    void laysOutEverythingAndTheCommandWorks() throws Exception {
        Script installed = install("").succeeded();

        assertThat(installed.out())
                .contains("installed Caxton " + Built.version() + ": " + root.resolve("usr/local/bin/caxton"));
        assertThat(Script.run(directory, root + "/usr/local/bin/caxton version")
                        .succeeded()
                        .out())
                .isEqualTo("caxton " + Built.version() + "\n");
        assertThat(root.resolve("etc/caxton/caxton.yaml")).isRegularFile();
        assertThat(root.resolve("etc/systemd/system/caxton.service"))
                .content()
                .contains("ExecStart=/usr/local/bin/caxton server start --config")
                .doesNotContain("@");
        assertThat(root.resolve("var/lib/caxton/agents/greeter.md")).isRegularFile();
        assertThat(root.resolve("var/log/caxton")).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("var/lib/caxton/data"))))
                .isEqualTo("rwx------");
        assertThat(root.resolve("usr/local/share/man/man1/caxton.1")).content().contains(Built.version());
    }

    @Test
    void asSecondTimeChangesNothing() throws Exception {
        install("").succeeded();
        List<String> before = tree();
        Files.delete(root.resolve("var/lib/caxton/agents/greeter.md"));

        install("").succeeded();

        before.removeIf(line -> line.contains("greeter.md") && line.contains("var/lib"));
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void editedFilesStayAndNewOnesComeBesideThem() throws Exception {
        install("").succeeded();
        Path config = root.resolve("etc/caxton/caxton.yaml");
        Path unit = root.resolve("etc/systemd/system/caxton.service");
        Files.writeString(config, Files.readString(config) + "# mine\n");
        Files.writeString(unit, Files.readString(unit) + "# mine\n");

        Script again = install("").succeeded();

        assertThat(again.out()).contains("kept " + config, "kept " + unit);
        assertThat(config).content().endsWith("# mine\n");
        assertThat(unit).content().endsWith("# mine\n");
        assertThat(config.resolveSibling("caxton.yaml.new")).content().doesNotContain("# mine");
        Script gone = install("--uninstall").succeeded();
        assertThat(gone.out()).contains("kept " + config);
        assertThat(config).exists();
        assertThat(config.resolveSibling("caxton.yaml.new")).doesNotExist();
    }

    @Test
    void newVersionReplacesWhatNobodyEditedAndKeepsTheVersionBefore() throws Exception {
        install("").succeeded();
        Path config = root.resolve("etc/caxton/caxton.yaml");
        Path older = root.resolve("usr/local/bin/caxton").toRealPath().getParent();
        Path next = directory.resolve("next");
        Script.run(directory, "cp -al " + source + " " + next).succeeded();
        replace(next.resolve("etc/caxton.yaml"), Files.readString(config) + "# of the next version\n");
        replace(next.resolve("VERSION"), "9.9.9\n");
        sums(next);

        Script.run(directory, Map.of("DESTDIR", root.toString()), "sh " + next + "/install.sh")
                .succeeded();

        assertThat(config).content().endsWith("# of the next version\n");
        assertThat(root.resolve("usr/local/bin/caxton").toRealPath().toString()).contains("/9.9.9-");
        assertThat(older).as("the version before").isDirectory();
        Path nextButOne = directory.resolve("nextButOne");
        Script.run(directory, "cp -al " + next + " " + nextButOne).succeeded();
        replace(nextButOne.resolve("VERSION"), "9.9.10\n");
        sums(nextButOne);
        Script.run(directory, Map.of("DESTDIR", root.toString()), "sh " + nextButOne + "/install.sh")
                .succeeded();
        assertThat(older).as("the version before the version before").doesNotExist();
    }

    @Test
    void damagedArchiveInstallsNothing() throws Exception {
        install("").succeeded();
        Path before = root.resolve("usr/local/bin/caxton").toRealPath();
        Path damaged = directory.resolve("damaged");
        Script.run(directory, "cp -al " + source + " " + damaged).succeeded();
        replace(damaged.resolve("VERSION"), "9.9.9\n");

        Script refused = Script.run(directory, Map.of("DESTDIR", root.toString()), "sh " + damaged + "/install.sh");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("is damaged");
        assertThat(root.resolve("usr/local/bin/caxton").toRealPath()).isEqualTo(before);
        try (Stream<Path> versions = Files.list(root.resolve("usr/local/lib/caxton"))) {
            assertThat(versions.filter(Files::isDirectory)).containsExactly(before.getParent());
        }
        Files.delete(damaged.resolve("caxton-embedded.jar"));
        assertThat(Script.run(directory, Map.of("DESTDIR", root.toString()), "sh " + damaged + "/install.sh")
                        .err())
                .contains("caxton-embedded.jar is missing; unpack the archive again");
    }

    @Test
    void removingKeepsDataAndPurgingDoesNot() throws Exception {
        install("").succeeded();
        Path precious = Files.writeString(root.resolve("var/lib/caxton/data/memory.db"), "precious");

        Script removed = install("--uninstall").succeeded();

        assertThat(removed.out()).contains("kept", "var/lib/caxton", "--purge");
        assertThat(precious).exists();
        assertThat(root.resolve("usr/local/lib/caxton")).doesNotExist();
        assertThat(Files.exists(root.resolve("usr/local/bin/caxton"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(root.resolve("etc/systemd/system/caxton.service")).doesNotExist();
        assertThat(root.resolve("etc/caxton")).doesNotExist();
        install("").succeeded();
        assertThat(precious).hasContent("precious");

        install("--uninstall --purge").succeeded();

        try (Stream<Path> left = Files.walk(root)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(root.resolve("var/lib/caxton")).doesNotExist();
        assertThat(install("--uninstall").succeeded().out()).contains("nothing is installed");
    }

    @Test
    void prefixAndUserAndUnitAreChosen() throws Exception {
        install("--prefix /opt/caxton --user agents --unit plain").succeeded();

        assertThat(root.resolve("opt/caxton/bin/caxton")).isExecutable();
        assertThat(root.resolve("etc/systemd/system/caxton.service"))
                .content()
                .contains(
                        "ExecStart=/opt/caxton/bin/caxton start --config",
                        "User=agents",
                        "Group=agents",
                        "Type=simple");
        assertThat(root.resolve("usr/local")).doesNotExist();
        install("--no-systemd").succeeded();
        assertThat(root.resolve("usr/local/bin/caxton")).isExecutable();
    }

    @Test
    void mistakesAreSaidBeforeAnythingIsDone() throws Exception {
        assertThat(install("--prefix relative").err()).contains("expected a path that begins with /");
        assertThat(install("--prefix '/a b'").err()).contains("a character that a unit file cannot hold");
        assertThat(install("--unit soft").err()).contains("expected hardened or plain");
        assertThat(install("--user 'a;b'").err()).contains("expected a user name or a number");
        assertThat(install("--frobnicate").err()).contains("'--frobnicate' is not an option");
        assertThat(install("--purge").err()).contains("--purge goes with --uninstall");
        assertThat(install("--user").err()).contains("--user needs a value");
        assertThat(install("--help").succeeded().out()).contains("--uninstall", "DESTDIR");
        assertThat(root).doesNotExist();
    }

    @Test
    void strangersCommandIsNotOverwritten() throws Exception {
        Files.createDirectories(root.resolve("usr/local/bin"));
        Path stranger = Files.writeString(root.resolve("usr/local/bin/caxton"), "mine");

        Script refused = install("");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("is not a link of this installer");
        assertThat(stranger).hasContent("mine");
    }

    private Script install(String options) throws IOException, InterruptedException {
        return Script.run(
                directory, Map.of("DESTDIR", root.toString()), "sh " + source.resolve("install.sh") + " " + options);
    }

    private List<String> tree() throws IOException, InterruptedException {
        return new java.util.ArrayList<>(Script.run(root, "find . -printf '%p %m %s %l\\n' | sort")
                .succeeded()
                .out()
                .lines()
                .toList());
    }

    /** Writes a file anew; what it was before may be linked from elsewhere. */
    private static void replace(Path file, String text) throws IOException {
        Files.delete(file);
        Files.writeString(file, text);
    }

    private static void sums(Path archive) throws IOException, InterruptedException {
        Files.delete(archive.resolve("SHA256SUMS"));
        Script.run(archive, "find . -type f ! -name SHA256SUMS | sed 's|^./||' | sort | xargs sha256sum > SHA256SUMS")
                .succeeded();
    }
}
