package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.ForgetReport;
import dev.caxton.api.memory.ForgetReport.Remainder;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.engine.store.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forgetting that was cut off after its deletion is finished by whoever asks again. */
class ForgettingAgainIT {

    private static final String SECRET = "keeps the zanzibarium ledger beneath the quixotic staircase";

    @TempDir
    Path directory;

    @Test
    void finishesWhatALongReadCutOffAndRepeatsTheProof() throws Exception {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            StoredEntity stored = fixture.store(ALICE, "Xylophia", "person", SECRET, "likes tea");
            fixture.messages.add("msg that says: " + SECRET);
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            CompletableFuture<Long> reader = CompletableFuture.supplyAsync(() -> fixture.database.read(tx -> {
                long entities = tx.count("select count(*) from entities");
                reading.countDown();
                await(done);
                return entities;
            }));
            await(reading);

            assertThat(refused(() -> fixture.memory.forget(ALICE, stored.entityId())))
                    .isEqualTo(ProblemType.TIMEOUT);
            assertThat(fixture.count("entities")).isZero();
            done.countDown();
            assertThat(reader.get(120, TimeUnit.SECONDS)).isEqualTo(1);

            ForgetReport report = fixture.memory.forget(ALICE, stored.entityId());

            assertThat(report.verified()).isTrue();
            assertThat(report.entitiesDeleted()).isEqualTo(1);
            assertThat(report.observationsDeleted()).isEqualTo(2);
            assertThat(report.vectorsDeleted()).isEqualTo(3);
            assertThat(report.remaining()).containsExactly(new Remainder("message", "msg that says: " + SECRET, true));
            assertThat(fixture.memory.forget(ALICE, stored.entityId())).isEqualTo(report);
            assertThat(fixture.memory.forget(null, stored.entityId())).isEqualTo(report);
            assertThat(refused(() -> fixture.memory.forget(BOB, stored.entityId())))
                    .isEqualTo(ProblemType.ENTITY_NOT_FOUND);
            assertThat(refused(() -> fixture.memory.forget(null, "ent_never"))).isEqualTo(ProblemType.ENTITY_NOT_FOUND);
        }
    }

    @Test
    void finishesWhatAKillCutOffByWritingTheFileAnew() throws IOException {
        StoredEntity stored;
        String observation;
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            stored = fixture.memory.createEntity(
                    MemoryFixture.shared(MemoryScope.WORKSPACE, "Xylophia", "person", SECRET, "likes tea"));
            observation = fixture.memory.entity(stored.entityId()).observations().stream()
                    .filter(one -> one.content().equals(SECRET))
                    .map(Observation::observationId)
                    .findFirst()
                    .orElseThrow();
            // All that was on disk when the process was killed.
            fixture.database.write(new Operation("cut-off", "api", Instant.now()), new Forget(observation));
        }
        Files.createDirectory(directory.resolve("backups"));
        Files.writeString(directory.resolve("backups").resolve("backup-1.tar.gz"), "packed");
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            ForgetReport report = fixture.memory.forget(BOB, observation);

            assertThat(report.verified()).isTrue();
            assertThat(report.entitiesDeleted()).isZero();
            assertThat(report.observationsDeleted()).isEqualTo(1);
            assertThat(report.remaining())
                    .containsExactly(
                            new Remainder("message", "unknown", false),
                            new Remainder("backup", "backup-1.tar.gz", false));
            assertThat(fixture.memory.forget(null, observation)).isEqualTo(report);
            assertThat(fixture.memory.entity(stored.entityId()).observations()).hasSize(1);
            assertThat(fixture.database.verifyRows()).isEmpty();
            assertThat(isAnywhere("zanzibarium")).isFalse();
        }
    }

    @Test
    void knowsAnObservationByAnyOfItsVersionsAndByItsEntity() {
        try (MemoryFixture fixture = new MemoryFixture(directory, WordEmbedder.loaded())) {
            StoredEntity stored = fixture.store(ALICE, "Xylophia", "person", SECRET);
            String observation = fixture.memory
                    .entity(stored.entityId())
                    .observations()
                    .getFirst()
                    .observationId();

            ForgetReport report = fixture.memory.forget(ALICE, stored.entityId());

            assertThat(fixture.memory.forget(ALICE, observation)).isEqualTo(report);
        }
    }

    private boolean isAnywhere(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ProblemType refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(CaxtonException.class, call).type();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(180, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
