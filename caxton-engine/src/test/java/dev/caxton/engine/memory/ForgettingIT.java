package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.EntityQuery;
import dev.caxton.api.memory.ForgetReport;
import dev.caxton.api.memory.ForgetReport.Remainder;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.ObservationUpdate;
import dev.caxton.api.memory.StoredEntity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten is nowhere: the files are searched byte by byte after the process let go of them. */
class ForgettingIT {

    private static final String SECRET = "keeps the zanzibarium ledger beneath the quixotic staircase";
    private static final List<String> WORDS = List.of("zanzibarium", "quixot", SECRET, "beneath the quixotic");

    @TempDir
    Path directory;

    private StoredEntity storeAmongOthers(MemoryFixture fixture) {
        IntStream.range(0, 40).forEach(i -> fixture.store(ALICE, "before " + i, "thing", "an ordinary fact " + i));
        StoredEntity stored = fixture.memory.createEntity(new NewEntity(
                ALICE,
                "Xylophia Quarrelstone",
                "person",
                List.of(SECRET, "likes tea"),
                null,
                Map.of("pet", "wombatini")));
        IntStream.range(0, 40).forEach(i -> fixture.store(ALICE, "after " + i, "thing", "a common remark " + i));
        return stored;
    }

    private boolean isAnywhere(String text) throws IOException {
        byte[] sought = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(new String(sought, StandardCharsets.ISO_8859_1))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void forgetsSeveralAtATimeAndClearsAwayWhatAKilledSearchLeft() throws Exception {
        Path left = Files.writeString(directory.resolve("memory.db.searched.tmp"), SECRET);
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded());
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            assertThat(left).doesNotExist();
            List<String> ids = IntStream.range(0, 12)
                    .mapToObj(i -> fixture.store(ALICE, "thing " + i, "thing", "peculiarity-" + i)
                            .entityId())
                    .toList();

            List<Future<ForgetReport>> reports = ids.stream()
                    .map(id -> threads.submit(() -> fixture.memory.forget(ALICE, id)))
                    .toList();

            for (Future<ForgetReport> report : reports) {
                assertThat(report.get().verified()).isTrue();
                assertThat(report.get().remaining()).isEmpty();
            }
            assertThat(fixture.count("entities")).isZero();
        }
    }

    @Test
    void leavesNoByteOfAnEntityInAnyFile() throws IOException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            StoredEntity stored = storeAmongOthers(fixture);
            Observation observation =
                    fixture.memory.entity(stored.entityId()).observations().getFirst();
            fixture.memory.updateObservation(new ObservationUpdate(
                    ALICE, observation.observationId(), SECRET + " since spring", null, null, null));

            ForgetReport report = fixture.memory.forget(ALICE, stored.entityId());

            assertThat(report.verified()).isTrue();
            assertThat(report.entitiesDeleted()).isEqualTo(1);
            assertThat(report.observationsDeleted()).isEqualTo(3);
            assertThat(report.vectorsDeleted()).isEqualTo(4);
            assertThat(report.remaining()).isEmpty();
            assertThat(fixture.database.verifyRows()).isEmpty();
            assertThat(MemoryFixture.names(fixture.memory.search(MemoryQuery.of(ALICE, SECRET))))
                    .doesNotContain("Xylophia Quarrelstone");
            assertThat(fixture.count("memory_vocabulary where term like 'zanzi%'"))
                    .isZero();
            assertThat(isAnywhere("zanzibarium")).isFalse(); // while it is open, log included
        }
        for (String word : WORDS) {
            assertThat(isAnywhere(word)).as(word).isFalse();
        }
        for (String word : List.of("Xylophia", "Quarrelstone", "xylophia", "wombatini")) {
            assertThat(isAnywhere(word)).as(word).isFalse();
        }
        assertThat(isAnywhere("an ordinary fact 7")).isTrue();
    }

    @Test
    void forgetsAnObservationWithAllItsVersionsAndKeepsTheRestOfItsEntity() throws IOException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            StoredEntity stored = storeAmongOthers(fixture);
            Observation first =
                    fixture.memory.entity(stored.entityId()).observations().getFirst();
            Observation second = fixture.memory.updateObservation(
                    new ObservationUpdate(ALICE, first.observationId(), SECRET + " again", null, null, null));

            ForgetReport report = fixture.memory.forget(null, second.observationId());

            assertThat(report.verified()).isTrue();
            assertThat(report.observationsDeleted()).isEqualTo(2);
            Entity left = fixture.memory.entity(stored.entityId());
            assertThat(left.observations()).extracting(Observation::content).containsExactly("likes tea");
            assertThat(fixture.memory.history(EntityQuery.of(stored.entityId())).observations())
                    .hasSize(1);
        }
        for (String word : WORDS) {
            assertThat(isAnywhere(word)).as(word).isFalse();
        }
        assertThat(isAnywhere("Xylophia")).isTrue();
    }

    @Test
    void keepsTheSameSentenceOfAnotherEntity() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            StoredEntity stored = storeAmongOthers(fixture);
            StoredEntity other = fixture.store(ALICE, "Other", "person", SECRET);

            assertThat(fixture.memory.forget(ALICE, stored.entityId()).verified())
                    .isTrue();

            assertThat(fixture.memory.entity(other.entityId()).observations()).hasSize(1);
            assertThat(MemoryFixture.names(fixture.memory.search(MemoryQuery.of(ALICE, SECRET))))
                    .startsWith("Other");
        }
    }

    @Test
    void namesMessagesAndBackupsThatStillHoldTheText() throws IOException {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            StoredEntity stored = storeAmongOthers(fixture);
            fixture.messages.add("msg that says: " + SECRET);
            Files.writeString(directory.resolve("memory.db.before-v3.1"), "old " + SECRET);
            Files.writeString(directory.resolve("memory.db.before-v2.1"), "old and harmless");
            Files.createDirectory(directory.resolve("backups"));
            Files.writeString(directory.resolve("backups").resolve("backup-1.tar.gz"), "packed");

            ForgetReport report = fixture.memory.forget(ALICE, stored.entityId());

            assertThat(report.remaining())
                    .containsExactlyInAnyOrder(
                            new Remainder("message", "msg that says: " + SECRET, true),
                            new Remainder("backup", "memory.db.before-v3.1", true),
                            new Remainder("backup", "backup-1.tar.gz", false));
        }
    }

    @Test
    void anAgentForgetsNothingOfAnother() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            StoredEntity stored = storeAmongOthers(fixture);

            assertThat(catchThrowableOfType(CaxtonException.class, () -> fixture.memory.forget(BOB, stored.entityId()))
                            .type())
                    .isEqualTo(ProblemType.ENTITY_NOT_FOUND);
            assertThat(fixture.memory.entity(stored.entityId()).observations()).hasSize(2);
        }
    }
}
