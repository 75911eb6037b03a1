package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.ImportReport;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MergeStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports in another process: killed in the middle, and with little memory. */
class MemoryImportCrashIT {

    private static final int ENTITIES = 12_000;

    @TempDir
    Path directory;

    @Test
    void keepsWholeBatchesWhenKilledAndGoesOn() throws Exception {
        Process child = child("256m", ENTITIES, 100, 9_000);
        try (BufferedReader lines = reader(child)) {
            String line = lines.readLine();
            while (line != null && !line.startsWith(">read 6000")) {
                line = lines.readLine();
            }
            assertThat(line).as("the import goes on").isNotNull();
        } finally {
            kill(child);
        }
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.starting())) {
            long before = fixture.count("entities");
            assertThat(before).isBetween(1_000L, (long) ENTITIES - 1);
            assertThat(before % 100).as("only whole batches").isZero();
            assertThat(fixture.count("observations")).isEqualTo(before);
            assertThat(fixture.database.verifyRows()).isEmpty();

            ImportReport report = fixture.memory.importFrom(
                    new ImportRequest(null, null, MergeStrategy.ERROR_ON_CONFLICT, false, false, ImportChild.IMPORT_ID),
                    ImportChild.entities(ENTITIES, 100));

            assertThat(report.problems()).isEmpty();
            assertThat(report.entitiesImported()).isEqualTo(ENTITIES);
            assertThat(fixture.count("entities")).isEqualTo(ENTITIES);
            assertThat(fixture.database.verifyRows()).isEmpty();
        }
    }

    @Test
    void readsAndWritesMoreThanTheHeapHolds() throws Exception {
        Process child = child("64m", ENTITIES, 7_000, -1);
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = reader(child)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(">imported") || line.startsWith(">exported")) {
                    said.add(line);
                }
            }
        } finally {
            kill(child);
        }
        assertThat(said).hasSize(2).first().isEqualTo(">imported " + ENTITIES + ";");
        assertThat(Long.parseLong(said.getLast().replaceAll("\\D", ""))).isGreaterThan(64L << 20);
    }

    private Process child(String heap, int entities, int length, int resting) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportChild.class.getName(),
                        directory.toString(),
                        Integer.toString(entities),
                        Integer.toString(length),
                        Integer.toString(resting))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader reader(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void kill(Process child) throws InterruptedException {
        child.toHandle().destroyForcibly();
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }
}
