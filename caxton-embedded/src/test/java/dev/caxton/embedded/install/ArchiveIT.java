package dev.caxton.embedded.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.wire.WireJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that is released. */
class ArchiveIT {

    private static final String TOP = "caxton-" + Built.version() + "/";

    private static Map<String, ArchiveEntry> entries;

    @TempDir
    Path directory;

    @BeforeAll
    static void read() throws IOException {
        try (var in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(Built.archive()), 1 << 16))) {
            entries = ArchiveEntry.read(in);
        }
    }

    @Test
    void holdsEverythingThatAnInstallationNeeds() {
        assertThat(entries.keySet())
                .contains(
                        TOP + "caxton",
                        TOP + "caxton-embedded.jar",
                        TOP + "caxton-embedded-cli.jar",
                        TOP + "install.sh",
                        TOP + "agents/greeter.md",
                        TOP + "systemd/caxton.service",
                        TOP + "systemd/caxton-plain.service",
                        TOP + "container/Containerfile",
                        TOP + "kubernetes/caxton.yaml",
                        TOP + "etc/caxton.yaml",
                        TOP + "completions/caxton.bash",
                        TOP + "man/caxton.1",
                        TOP + "docs/index.md",
                        TOP + "README.md",
                        TOP + "LICENSE",
                        TOP + "THIRD-PARTY.txt",
                        TOP + "SHA256SUMS",
                        TOP + "VERSION");
        assertThat(entries.keySet()).allMatch(name -> name.equals("caxton") || (name + "/").startsWith(TOP));
    }

    @Test
    void isTheSameWhoeverBuildsItAndWhenever() {
        ArchiveEntry any = entries.get(TOP + "VERSION");
        assertThat(entries.values()).allSatisfy(entry -> {
            assertThat(entry.owner()).as(entry.name()).isEqualTo("0:0 root:root");
            assertThat(entry.modified()).as(entry.name()).isEqualTo(any.modified());
        });
        assertThat(entries.values())
                .filteredOn(entry -> entry.type() == '0')
                .allSatisfy(entry -> assertThat(Integer.toOctalString(entry.mode() & 0777))
                        .as(entry.name())
                        .isEqualTo(
                                Set.of("caxton", "install.sh")
                                                .contains(entry.name().substring(TOP.length()))
                                        ? "755"
                                        : "644"));
    }

    @Test
    void unpackedIntoADirectoryOfThePathItIsInstalledAsRunbook000DoesIt() throws Exception {
        Path path = Files.createDirectory(directory.resolve("bin"));
        Script.run(directory, "cp " + Built.archive() + " caxton-latest.tar.gz").succeeded();

        Script.run(directory, "tar -xzf " + directory + "/caxton-latest.tar.gz -C " + path)
                .succeeded();

        assertThat(Script.run(directory, Map.of("PATH", path + ":" + System.getenv("PATH")), "caxton version")
                        .succeeded()
                        .out())
                .isEqualTo("caxton " + Built.version() + "\n");
        Script.run(path.resolve("caxton-" + Built.version()), "sha256sum --quiet -c SHA256SUMS")
                .succeeded();
    }

    @Test
    void everyJarIsInTheBillOfMaterialsWithItsLicenceAndInTheNotices() throws Exception {
        JsonNode bill =
                WireJson.mapper().readTree(entries.get(TOP + "caxton.cdx.json").content());
        String notices = entries.get(TOP + "THIRD-PARTY.txt").text();
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : bill.path("components")) {
            String purl = component.path("purl").asText();
            String classifier = purl.contains("classifier=") ? "-" + purl.replaceAll(".*classifier=|&.*", "") : "";
            listed.add(component.path("name").asText() + "-"
                    + component.path("version").asText() + classifier + ".jar");
            assertThat(component.path("licenses")).as(purl).isNotEmpty();
            assertThat(component.path("hashes").path(0).path("content").asText())
                    .as(purl)
                    .matches("[0-9a-f]{64}");
            if (!component.path("group").asText().equals("dev.caxton")) {
                assertThat(notices)
                        .contains(component.path("group").asText() + ":"
                                + component.path("name").asText());
            }
        }
        List<String> jars = entries.keySet().stream()
                .filter(name -> name.matches(".*/lib/.*\\.jar"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(jars);
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("dependencies")).hasSize(jars.size() + 1);
    }

    @Test
    void samplesForContainersSayWhatTheRunbookSays() {
        assertThat(entries.get(TOP + "container/compose.yaml").text())
                .contains("read_only: true", "/tmp:size=100M,noexec", "user: \"1000:1000\"");
        assertThat(entries.get(TOP + "kubernetes/caxton.yaml").text())
                .contains("readOnlyRootFilesystem: true", "runAsUser: 1000", "drop:\n                - ALL");
    }
}
