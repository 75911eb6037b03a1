package dev.caxton.embedded.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package: read here, because not every machine that builds it has dpkg. */
class DebianPackageIT {

    private static final int HEAD = 60;

    private static Map<String, ArchiveEntry> control = Map.of();
    private static Map<String, ArchiveEntry> files = Map.of();
    private static final Map<String, Long> PARTS = new LinkedHashMap<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void read() throws IOException {
        PARTS.clear();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Built.debianPackage()), 1 << 16)) {
            assertThat(new String(in.readNBytes(8), StandardCharsets.US_ASCII)).isEqualTo("!<arch>\n");
            for (byte[] head = in.readNBytes(HEAD); head.length == HEAD; head = in.readNBytes(HEAD)) {
                String name = new String(head, 0, 16, StandardCharsets.US_ASCII)
                        .strip()
                        .replace("/", "");
                long size = Long.parseLong(new String(head, 48, 10, StandardCharsets.US_ASCII).strip());
                PARTS.put(name, size);
                if (name.equals("control.tar.gz")) {
                    control =
                            ArchiveEntry.read(new GZIPInputStream(new ByteArrayInputStream(in.readNBytes((int) size))));
                } else if (name.equals("data.tar")) {
                    files = ArchiveEntry.read(in);
                    break;
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes(size % 2);
            }
        }
    }

    @Test
    void hasThePartsOfAPackageInTheirOrder() {
        assertThat(PARTS.keySet()).containsExactly("debian-binary", "control.tar.gz", "data.tar");
        assertThat(control.keySet()).contains("control", "conffiles", "md5sums", "postinst", "prerm", "postrm");
    }

    @Test
    void saysWhatItIsAndWhatItNeeds() {
        assertThat(control.get("control").text())
                .contains(
                        "Package: caxton\n",
                        "Version: " + Built.version().replace("-SNAPSHOT", "~SNAPSHOT") + "\n",
                        "Architecture: all\n",
                        "Depends: adduser\n",
                        "Recommends: openjdk-25-jre-headless | ");
        assertThat(control.get("conffiles").text()).isEqualTo("/etc/caxton/caxton.yaml\n");
    }

    @Test
    void putsFilesWhereDebianWantsThem() throws IOException {
        assertThat(files.keySet())
                .contains(
                        "usr/share/caxton/caxton",
                        "usr/share/caxton/caxton-embedded.jar",
                        "usr/lib/systemd/system/caxton.service",
                        "etc/caxton/caxton.yaml",
                        "usr/share/doc/caxton/copyright",
                        "usr/share/doc/caxton/changelog.gz",
                        "usr/share/doc/caxton/NEWS.md.gz",
                        "usr/share/doc/caxton/THIRD-PARTY.txt",
                        "usr/share/man/man1/caxton.1.gz",
                        "usr/share/bash-completion/completions/caxton",
                        "var/cache/caxton");
        assertThat(files.keySet()).noneMatch(name -> name.startsWith("usr/local") || name.startsWith("etc/systemd"));
        assertThat(files.get("usr/bin/caxton").link()).isEqualTo("../share/caxton/caxton");
        assertThat(files.get("usr/share/caxton/.caxton").link()).isEqualTo("/var/cache/caxton");
        assertThat(files.get("usr/share/doc/caxton/changelog.gz").unpacked())
                .startsWith("caxton (" + Built.version().replace("-SNAPSHOT", "~SNAPSHOT") + ") unstable;");
        assertThat(files.get("usr/lib/systemd/system/caxton.service").text())
                .contains("ExecStart=/usr/bin/caxton server start")
                .doesNotContain("@bindir@", "/usr/local");
        assertThat(files.keySet().stream().filter(name -> name.startsWith("usr/share/caxton/lib/")))
                .hasSameSizeAs(control.get("md5sums")
                        .text()
                        .lines()
                        .filter(line -> line.contains("usr/share/caxton/lib/"))
                        .toList());
    }

    @Test
    void everythingBelongsToRootAndNothingElseCanBeWritten() {
        assertThat(files.values()).allSatisfy(entry -> {
            assertThat(entry.owner()).as(entry.name()).startsWith("0:0 ");
            assertThat(entry.mode() & 022).as(entry.name()).isZero();
        });
        assertThat(files.values())
                .filteredOn(entry -> entry.type() == '0' && (entry.mode() & 0111) != 0)
                .extracting(ArchiveEntry::name)
                .containsExactly("usr/share/caxton/caxton");
        assertThat(List.of("postinst", "prerm", "postrm"))
                .allSatisfy(
                        script -> assertThat(control.get(script).mode() & 0777).isEqualTo(0755));
    }

    @Test
    void scriptsAreWellFormedAndOfNoConsequenceForWhatTheyDoNotKnow() throws Exception {
        for (String name : List.of("postinst", "prerm", "postrm")) {
            Path script =
                    Files.writeString(directory.resolve(name), control.get(name).text());
            Script.run(directory, "sh -n " + script).succeeded();
            assertThat(control.get(name).text()).startsWith("#!/bin/sh\nset -e\n");
            // dpkg calls them so when something went wrong, and nothing may be touched then
            Script.run(directory, "sh " + script + " abort-upgrade 1.0").succeeded();
        }
        assertThat(control.get("postinst").text()).doesNotContain("systemctl start", "systemctl enable --now\n");
    }
}
