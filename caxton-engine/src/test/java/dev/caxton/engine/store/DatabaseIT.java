package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ConflictException;
import dev.caxton.api.InternalException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.ProblemType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {

    @TempDir
    Path directory;

    private final Notes.AddApplier adding = new Notes.AddApplier();
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(Notes.options(directory.resolve("test.db"), adding));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsBackEveryKindOfValue() {
        byte[] body = {0, 1, -1};
        database.write(operation(), new Notes.Add("full ä\u0000€😀", Long.MIN_VALUE, 0.1, body, ""));
        database.write(operation(), new Notes.Add("empty", 0, null, null, null));
        database.write(operation(), new Notes.Add("edges", 1, -0.0, new byte[0], "12"));
        database.write(operation(), new Notes.Add("whole", 300, 3.0, new byte[] {9}, "1e3"));
        database.write(operation(), new Notes.Add("infinite", -5, Double.NEGATIVE_INFINITY, null, null));

        List<Row> rows = database.read(tx -> tx.select(Notes.TABLE, "order by rid"));

        assertThat(rows).extracting(Row::rid).containsExactly(1L, 2L, 3L, 4L, 5L);
        Row full = rows.getFirst();
        assertThat(full.text("name")).isEqualTo("full ä\u0000€😀");
        assertThat(full.integer("count")).isEqualTo(Long.MIN_VALUE);
        assertThat(full.real("weight")).isEqualTo(0.1);
        assertThat(full.blob("body")).containsExactly(body);
        assertThat(full.text("remark")).isEmpty();
        Row empty = rows.get(1);
        assertThat(empty.realOrNull("weight")).isNull();
        assertThat(empty.blobOrNull("body")).isNull();
        assertThat(empty.textOrNull("remark")).isNull();
        assertThat(rows.get(2).blob("body")).isEmpty();
        assertThat(rows.get(2).text("remark")).isEqualTo("12");
        assertThat(rows.get(3).real("weight")).isEqualTo(3.0);
        assertThat(rows.get(4).real("weight")).isNegative().isInfinite();
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void keepsWhatWasWrittenWhenOpenedAgain() {
        database.write(operation(), new Notes.Add("kept"));
        database.close();
        assertThat(directory.resolve("test.db-wal")).doesNotExist();

        open();

        assertThat(Notes.names(database)).containsExactly("kept");
        assertThat(database.write(operation(), new Notes.Add("next")).outcome()).isEqualTo("rid 2");
    }

    @Test
    void writesTheSafeSettings() {
        database.write(operation(), new Notes.Add("a"));

        assertThat(pragma("journal_mode")).isEqualTo("wal");
        assertThat(pragma("page_size")).isEqualTo("4096");
        assertThat(pragma("auto_vacuum")).isEqualTo("0");
        assertThat(pragma("foreign_keys")).isEqualTo("1");
        assertThat(pragma("trusted_schema")).isEqualTo("0");
        assertThat(pragma("cell_size_check")).isEqualTo("1");
        assertThat(pragma("mmap_size")).isEqualTo("0");
        AtomicReference<String> synchronous = new AtomicReference<>();
        AtomicReference<String> foreignKeys = new AtomicReference<>();
        database.write(operation(), new Notes.Meddle("m", tx -> {
            synchronous.set(tx.query("pragma synchronous", result -> result.getString(1))
                    .getFirst());
            foreignKeys.set(tx.query("pragma foreign_keys", result -> result.getString(1))
                    .getFirst());
        }));
        assertThat(synchronous).hasValue("2");
        assertThat(foreignKeys).hasValue("1");
    }

    @Test
    void repeatsNothingForAKnownOperation() {
        Applied first = database.write(operation("op-1"), new Notes.Add("a"));
        Applied second = database.write(operation("op-1"), new Notes.Add("a"));

        assertThat(first).isEqualTo(new Applied("rid 1", false));
        assertThat(second).isEqualTo(new Applied("rid 1", true));
        assertThat(Notes.names(database)).containsExactly("a");
        assertThat(adding.committed).containsExactly("a rid 1");
        assertThat(Notes.count(database, "select count(*) from audit")).isEqualTo(1);
    }

    @Test
    void knowsOperationsOfEarlierRuns() {
        database.write(operation("op-1"), new Notes.Add("a"));
        database.close();
        open();

        assertThat(database.write(operation("op-1"), new Notes.Add("a"))).isEqualTo(new Applied("rid 1", true));
    }

    @Test
    void refusesAnOperationIdForSomethingElse() {
        database.write(operation("op-1"), new Notes.Add("a"));

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> database.write(operation("op-1"), new Notes.Add("b")))
                .matches(e -> e.type() == ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> database.write(operation("op-1"), new Notes.Increment("a")));
    }

    @Test
    void aFailedOperationMayBeTriedAgain() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> database.write(operation("op-1"), new Notes.Remove("a")));
        database.write(operation(), new Notes.Add("a"));

        Applied applied = database.write(operation("op-1"), new Notes.Remove("a"));

        assertThat(applied.repeated()).isFalse();
        assertThat(Notes.names(database)).isEmpty();
    }

    @Test
    void recordsWhatWhoAndWhen() {
        database.write(operation("op-1"), new Notes.Add("a"));

        Row applied = database.read(tx -> tx.find(StoreSchema.APPLIED_OPS, "")).orElseThrow();
        assertThat(applied.values()).containsExactly("op-1", "add_note", "a", Notes.NOW.toEpochMilli(), "rid 1");
        Row change = database.read(tx -> tx.find(StoreSchema.CHANGE_LOG, "")).orElseThrow();
        assertThat(change.text("op_id")).isEqualTo("op-1");
        assertThat(change.blob("payload_hash")).hasSize(32);
        Row audit = database.read(tx -> tx.find(StoreSchema.AUDIT, "")).orElseThrow();
        assertThat(audit.values())
                .containsExactly("op-1", Notes.NOW.toEpochMilli(), "tester", "add_note", "a", "applied");
    }

    @Test
    void hashesTheSameChangesAlike(@TempDir Path elsewhere) {
        database.write(operation("op-1"), new Notes.Add("a", 1, 0.5, null, "x"));
        database.write(operation("op-2"), new Notes.Add("b", 1, 0.5, null, "x"));
        try (Database other = Database.open(Notes.options(elsewhere.resolve("test.db")))) {
            other.write(operation("op-1"), new Notes.Add("a", 1, 0.5, null, "x"));

            assertThat(hashes(other).getFirst()).isEqualTo(hashes(database).getFirst());
        }
        assertThat(hashes(database)).doesNotHaveDuplicates();
    }

    @Test
    void rollsBackOnlyTheCommandThatFails() {
        CompletableFuture<Applied> first = database.submit(operation(), new Notes.Add("a"));
        CompletableFuture<Applied> failing = database.submit(operation(), new Notes.Meddle("gone", tx -> {
            throw CaxtonException.of(ProblemType.ENTITY_CONFLICT, "no", "none");
        }));
        CompletableFuture<Applied> last = database.submit(operation(), new Notes.Add("b"));

        assertThat(first).succeedsWithin(Duration.ofSeconds(120));
        assertThat(failing).failsWithin(Duration.ofSeconds(120));
        assertThat(last).succeedsWithin(Duration.ofSeconds(120));
        assertThat(Notes.names(database)).containsExactly("a", "b");
        assertThat(last.join().outcome()).isEqualTo("rid 2");
        assertThat(Notes.count(database, "select count(*) from applied_ops")).isEqualTo(2);
    }

    @Test
    void reportsADefectOfAnApplierAndGoesOn() {
        assertThatExceptionOfType(InternalException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Meddle("gone", tx -> {
                    throw new IllegalStateException("bug");
                })));

        database.write(operation(), new Notes.Add("a"));

        assertThat(Notes.names(database)).containsExactly("a");
    }

    @Test
    void aSwallowedDatabaseErrorStillFailsTheCommand() {
        assertThatExceptionOfType(InternalException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Meddle("gone", tx -> {
                    try {
                        tx.execute("insert into no_such_table values (1)");
                    } catch (CaxtonException e) {
                        // An applier that carries on regardless.
                    }
                })));

        assertThat(Notes.names(database)).isEmpty();
    }

    @Test
    void aCaughtConstraintLeavesTheRestOfTheCommand() {
        database.write(operation(), new Notes.Add("a"));
        database.write(operation(), new Notes.Meddle("b", tx -> {
            try {
                tx.insert(Notes.TABLE, "a", 0, null, null, null);
            } catch (CaxtonException e) {
                tx.insert(Notes.TABLE, "c", 0, null, null, null);
            }
        }));

        assertThat(Notes.names(database)).containsExactly("a", "b", "c");
    }

    @Test
    void refusesToChangeARowThatIsNotThere() {
        assertThatExceptionOfType(InternalException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Meddle("x", tx -> tx.delete(Notes.TABLE, 99))));
        assertThatExceptionOfType(InternalException.class)
                .isThrownBy(() -> database.write(
                        operation(),
                        new Notes.Meddle("x", tx -> tx.update(Notes.TABLE, 99, "n", 0, null, null, null))));
    }

    @Test
    void neverUsesARidTwice() {
        database.write(operation(), new Notes.Add("a"));
        database.write(operation(), new Notes.Add("b"));
        database.write(operation(), new Notes.Remove("b"));
        assertThat(database.write(operation(), new Notes.Add("c")).outcome()).isEqualTo("rid 3");
        database.write(operation(), new Notes.Remove("c"));
        database.write(operation(), new Notes.Remove("a"));
        database.close();
        open();

        assertThat(database.write(operation(), new Notes.Add("d")).outcome()).isEqualTo("rid 4");
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void aTransactionIsUselessOutsideItsClosure() {
        AtomicReference<ReadTransaction> leaked = new AtomicReference<>();
        database.read(tx -> {
            leaked.set(tx);
            return 1;
        });
        AtomicReference<WriteTransaction> leakedWriter = new AtomicReference<>();
        database.write(operation(), new Notes.Meddle("a", leakedWriter::set));

        assertThatIllegalStateException().isThrownBy(() -> leaked.get().select(Notes.TABLE, ""));
        assertThatIllegalStateException()
                .isThrownBy(() -> leakedWriter.get().insert(Notes.TABLE, "b", 0, null, null, null));
    }

    @Test
    void readersSeeOneSnapshot() {
        database.write(operation(), new Notes.Add("a"));

        List<Long> counts = database.read(tx -> {
            long before = tx.count("select count(*) from notes");
            database.write(operation(), new Notes.Add("b"));
            return List.of(before, tx.count("select count(*) from notes"));
        });

        assertThat(counts).containsExactly(1L, 1L);
        assertThat(Notes.names(database)).containsExactly("a", "b");
    }

    @Test
    void readersCannotWrite() {
        assertThatExceptionOfType(CaxtonException.class)
                .isThrownBy(
                        () -> database.read(tx -> tx.count("insert into notes values (9,'x',0,0,0,0,0) returning 1")));
        assertThat(Notes.names(database)).isEmpty();
    }

    @Test
    void aFailedHookKeepsTheAcknowledgement() {
        adding.hook = add -> {
            throw new IllegalStateException("hook fails");
        };

        CompletableFuture<Applied> first = database.submit(operation(), new Notes.Add("a"));
        CompletableFuture<Applied> second = database.submit(operation(), new Notes.Add("b"));

        assertThat(first).succeedsWithin(Duration.ofSeconds(120));
        assertThat(second).succeedsWithin(Duration.ofSeconds(120));
        assertThat(adding.committed).containsExactly("a rid 1", "b rid 2");
    }

    @Test
    void hooksRunInOrderBeforeTheAnswer() {
        List<CompletableFuture<Applied>> answers = IntStream.range(0, 200)
                .mapToObj(i -> database.submit(operation(), new Notes.Add("n" + i)))
                .toList();

        answers.forEach(CompletableFuture::join);

        assertThat(adding.committed)
                .containsExactlyElementsOf(IntStream.range(0, 200)
                        .mapToObj(i -> "n" + i + " rid " + (i + 1))
                        .toList());
    }

    @Test
    void refusesWhenTheQueueIsFull(@TempDir Path elsewhere) throws Exception {
        Latch hold = new Latch();
        Latch held = new Latch();
        try (Database small =
                Database.open(Notes.options(elsewhere.resolve("small.db")).withLimits(2, 1))) {
            CompletableFuture<Applied> holding = small.submit(operation(), new Notes.Meddle("m", tx -> {
                held.open();
                hold.await();
            }));
            held.await();
            CompletableFuture<Applied> second = small.submit(operation(), new Notes.Add("a"));
            CompletableFuture<Applied> third = small.submit(operation(), new Notes.Add("b"));

            assertThatExceptionOfType(CaxtonException.class)
                    .isThrownBy(() -> small.write(operation(), new Notes.Add("c")))
                    .matches(e -> e.type() == ProblemType.TOO_MANY_REQUESTS
                            && e.type().retryable());

            hold.open();
            CompletableFuture.allOf(holding, second, third).join();
            assertThat(Notes.names(small)).containsExactly("m", "a", "b");
        }
    }

    @Test
    void finishesWhatWasSubmittedBeforeItCloses() {
        List<CompletableFuture<Applied>> answers = IntStream.range(0, 500)
                .mapToObj(i -> database.submit(operation(), new Notes.Add("n" + i)))
                .toList();

        database.close();

        assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
        assertThatExceptionOfType(CaxtonException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Add("late")))
                .matches(e -> e.type() == ProblemType.DRAINING);
        assertThatExceptionOfType(CaxtonException.class)
                .isThrownBy(() -> Notes.names(database))
                .matches(e -> e.type() == ProblemType.DRAINING);
    }

    @Test
    void refusesACommandThatNobodyApplies() {
        record Unknown() implements Command {
            @Override
            public String kind() {
                return "unknown";
            }

            @Override
            public String subject() {
                return "nothing";
            }
        }

        assertThatIllegalArgumentException().isThrownBy(() -> database.write(operation(), new Unknown()));
    }

    @Test
    void prunesTheOldestHistoryInSlices() {
        for (int i = 0; i < 5; i++) {
            database.write(new Operation("old-" + i, "tester", Notes.NOW.minusSeconds(1000)), new Notes.Add("o" + i));
        }
        database.write(operation("new"), new Notes.Add("n"));
        PruneHistory prune = new PruneHistory(Notes.NOW, Notes.NOW.minusSeconds(2000), Notes.NOW, 3);

        assertThat(database.write(operation("p1"), prune).outcome()).isEqualTo(PruneHistory.MORE);
        assertThat(database.write(operation("p2"), prune).outcome()).isEqualTo(PruneHistory.DONE);

        assertThat(Notes.texts(database, "select op_id from applied_ops order by rid"))
                .containsExactly("new", "p1", "p2");
        assertThat(Notes.count(database, "select count(*) from change_log")).isEqualTo(8);
        assertThat(Notes.count(database, "select count(*) from audit")).isEqualTo(3);
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void opensWhereTheNativeLibraryCannotBeKept(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("runtime"), "a file in the way");

        try (Database other = Database.open(Notes.options(elsewhere.resolve("test.db")))) {
            assertThat(other.status()).isEqualTo("ok");
        }
    }

    @Test
    void tellsItsSize() {
        long before = database.sizeBytes();
        database.write(operation(), new Notes.Add("big", 0, null, new byte[100_000], null));

        assertThat(database.sizeBytes()).isGreaterThan(before + 100_000);
        assertThat(database.status()).isEqualTo("ok");
    }

    private String pragma(String name) {
        return Notes.texts(database, "pragma " + name).getFirst();
    }

    private static List<String> hashes(Database database) {
        return Notes.texts(database, "select hex(payload_hash) from change_log order by rid");
    }
}
