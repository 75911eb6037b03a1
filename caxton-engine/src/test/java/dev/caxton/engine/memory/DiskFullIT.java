package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemoryFixture.ALICE;
import static dev.caxton.engine.memory.MemoryFixture.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.LimitExceededException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.ImportRequest;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.engine.store.Operation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume that is full, which SQLite is made to believe by a limit of pages. */
class DiskFullIT {

    private static final int UNLIMITED = 1_000_000;

    @TempDir
    Path directory;

    private MemoryFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MemoryFixture(directory, WordEmbedder.loaded());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void keepsWhatWasAnsweredAndReadsOnAndWritesAgainWhenThereIsRoom() {
        fixture.store(ALICE, "before", "thing", "stored while there was room");
        limit(pages() + 60);
        List<String> stored = fill();

        assertThat(stored).isNotEmpty();
        assertThat(fixture.database.isSafe()).isFalse();
        assertThat(fixture.memory.status().entities()).isEqualTo(stored.size() + 1);
        assertThat(names(fixture.memory.search(MemoryQuery.of(ALICE, "stored while there was room"))))
                .startsWith("before");
        assertThat(names(fixture.memory.search(MemoryQuery.of(ALICE, stored.getLast()))))
                .contains(stored.getLast());
        refused(() -> fixture.store(ALICE, "more", "thing", "too much " + " ".repeat(100_000) + "end"));

        limit(UNLIMITED);
        fixture.store(ALICE, "after", "thing", "stored when there was room again");

        assertThat(names(fixture.memory.search(MemoryQuery.of(ALICE, "room again"))))
                .contains("after");
        assertThat(fixture.memory.status().entities()).isEqualTo(stored.size() + 2);
        sound();
    }

    @Test
    void importsWholeBatchesAndTellsThatTheDiskIsFull() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            lines.append("{\"type\":\"entity\",\"name\":\"thing ")
                    .append(i)
                    .append("\",\"entityType\":\"thing\",\"observations\":[\"")
                    .append("a long fact ".repeat(40))
                    .append(i)
                    .append("\"]}\n");
        }
        byte[] file = lines.toString().getBytes(StandardCharsets.UTF_8);
        limit(pages() + 300);

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> fixture.memory.importFrom(ImportRequest.usual(), new ByteArrayInputStream(file)))
                .matches(e -> e.type() == ProblemType.DISK_FULL);

        assertThat(fixture.count("entities") % 100).isZero();
        assertThat(fixture.count("entities")).isLessThan(2_000);
        sound();
    }

    @Test
    void forgetsAndTidiesWhatItCanAndSaysWhatItCannot() {
        String id = fixture.store(ALICE, "secretive", "thing", "a zanzibarium ledger")
                .entityId();
        limit(pages() + 60);
        List<String> stored = fill();

        try {
            fixture.memory.forget(ALICE, id);
            assertThat(fixture.count("entities")).isEqualTo(stored.size());
        } catch (CaxtonException e) {
            assertThat(e.type()).isEqualTo(ProblemType.DISK_FULL);
            assertThat(fixture.memory.entity(id).entityName()).isEqualTo("secretive");
        }
        try {
            fixture.memory.upkeep().optimize(new OptimizeRequest(false, true, true, false, false, null));
        } catch (CaxtonException e) {
            assertThat(e.type()).isEqualTo(ProblemType.DISK_FULL);
        }

        assertThat(names(fixture.memory.search(MemoryQuery.of(ALICE, stored.getFirst()))))
                .contains(stored.getFirst());
        limit(UNLIMITED);
        assertThat(fixture.memory.upkeep().optimize(new OptimizeRequest(true, true, true, false, false, null)))
                .matches(report -> report.finished());
        sound();
    }

    /** Names of what was stored before there was no more room. */
    private List<String> fill() {
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String name = "filler" + i;
            try {
                fixture.store(ALICE, name, "thing", "takes room " + name + " ".repeat(500) + "end");
                stored.add(name);
            } catch (LimitExceededException e) {
                assertThat(e.type()).isEqualTo(ProblemType.DISK_FULL);
                return stored;
            }
        }
        throw new AssertionError("the disk is never full");
    }

    private static void refused(Runnable work) {
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(work::run)
                .matches(e -> e.type() == ProblemType.DISK_FULL && e.type().retryable());
    }

    private void sound() {
        assertThat(fixture.database.verifyRows()).isEmpty();
        assertThat(fixture.database.findings(true)).isEmpty();
    }

    private long pages() {
        return fixture.database.read(tx -> tx.count("pragma page_count"));
    }

    private void limit(long pages) {
        fixture.database.write(
                new Operation(UUID.randomUUID().toString(), "test", Instant.EPOCH), new MemoryFixture.PageLimit(pages));
    }
}
