package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caxton.api.CaxtonException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are written together at the end of a group, and what may happen before. */
class AppendedRowsIT {

    private static final String NAME = "where name = ?";

    @TempDir
    Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(Notes.options(directory.resolve("test.db")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void append(WriteTransaction tx, String name) {
        long unused = tx.append(Notes.TABLE, name, 0L, null, null, "appended");
    }

    /** Commands that are applied in one group: the writer is held until all of them wait. */
    private List<CompletableFuture<Applied>> together(List<? extends Command> commands) throws InterruptedException {
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Applied>> answers = new ArrayList<>();
        answers.add(database.submit(operation(), new Notes.Meddle("holder " + database.waiting(), tx -> {
            holds.countDown();
            await(go);
        })));
        holds.await();
        commands.forEach(command -> answers.add(database.submit(operation(), command)));
        go.countDown();
        return answers.subList(1, answers.size());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long failures(List<CompletableFuture<Applied>> answers) {
        return answers.stream()
                .filter(answer ->
                        answer.handle((applied, failure) -> failure != null).join())
                .count();
    }

    @Test
    void readsWhatTheSameCommandAppended() {
        AtomicInteger times = new AtomicInteger();
        database.write(operation(), new Notes.Meddle("m", tx -> {
            times.incrementAndGet();
            IntStream.range(0, 37).forEach(i -> append(tx, "row " + i));
            assertThat(tx.find(Notes.TABLE, NAME, "row 36")).isPresent();
            append(tx, "later");
            assertThat(tx.count("select count(*) from notes where remark = ?", "appended"))
                    .isEqualTo(38);
        }));

        assertThat(times).hasValue(1); // more would be the second chance, where nothing waits
        assertThat(Notes.names(database)).hasSize(39).startsWith("m", "row 0").endsWith("row 36", "later");
        assertThat(Notes.count(database, "select max(rid) from notes")).isEqualTo(39);
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void changesAndDeletesWhatWasJustAppended() {
        database.write(operation(), new Notes.Meddle("m", tx -> {
            long changed = tx.append(Notes.TABLE, "before", 0L, null, null, null);
            long deleted = tx.append(Notes.TABLE, "gone", 0L, null, null, null);
            tx.update(Notes.TABLE, changed, "after", 1L, null, null, null);
            tx.delete(Notes.TABLE, deleted);
        }));

        assertThat(Notes.names(database)).containsExactly("m", "after");
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void laterCommandsOfTheGroupSeeTheRowsOfEarlierOnes() throws Exception {
        AtomicInteger times = new AtomicInteger();
        List<Notes.Meddle> commands = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            commands.add(new Notes.Meddle("m " + i, tx -> {
                times.incrementAndGet();
                if (number % 10 == 9) {
                    assertThat(tx.find(Notes.TABLE, NAME, "row " + (number - 1)))
                            .isPresent();
                }
                append(tx, "row " + number);
            }));
        }

        assertThat(failures(together(commands))).isZero();

        assertThat(times).hasValue(50);
        assertThat(Notes.count(database, "select count(*) from notes where remark = 'appended'"))
                .isEqualTo(50);
        assertThat(Notes.count(database, "select count(*) from change_log")).isEqualTo(51);
        assertThat(Notes.count(database, "select count(distinct op_id) from audit"))
                .isEqualTo(51);
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void aRowThatViolatesAConstraintFailsItsOwnCommandOnly() throws Exception {
        database.write(operation(), new Notes.Add("taken"));
        List<Notes.Meddle> commands = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = i == 17 ? "taken" : "row " + i;
            commands.add(new Notes.Meddle("m " + i, tx -> append(tx, name)));
        }

        List<CompletableFuture<Applied>> answers = together(commands);

        assertThat(failures(answers)).isEqualTo(1);
        assertThat(answers.get(17)).isCompletedExceptionally();
        assertThat(Notes.count(database, "select count(*) from notes where remark = 'appended'"))
                .isEqualTo(39);
        assertThat(Notes.names(database)).doesNotContain("m 17").contains("m 16", "m 18");
        assertThat(Notes.count(database, "select count(*) from change_log")).isEqualTo(41);
        assertThat(database.isSafe()).isFalse();
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void aViolationThatAnotherCommandComesUponIsNotItsFault() throws Exception {
        database.write(operation(), new Notes.Add("taken"));

        List<CompletableFuture<Applied>> answers = together(List.of(
                new Notes.Meddle("culprit", tx -> append(tx, "taken")),
                // Reads, so that the row of the command before is written while this one is applied.
                new Notes.Increment("taken")));

        assertThat(failures(answers)).isEqualTo(1);
        assertThat(answers.get(0)).isCompletedExceptionally();
        assertThat(answers.get(1).join().outcome()).isEqualTo("1");
        assertThat(Notes.names(database)).doesNotContain("culprit");
    }

    @Test
    void rowsOfACommandThatFailsGoWithIt() throws Exception {
        List<CompletableFuture<Applied>> answers =
                together(List.of(new Notes.Meddle("good", tx -> append(tx, "stays")), new Notes.Meddle("bad", tx -> {
                    append(tx, "goes");
                    throw new IllegalStateException("after a change");
                })));

        assertThat(failures(answers)).isEqualTo(1);
        assertThat(Notes.names(database)).contains("good", "stays").doesNotContain("bad", "goes");
    }

    @Test
    void insertsOnlyWhereNobodyHasTheName() {
        database.write(operation(), new Notes.Meddle("taken", tx -> {
            assertThat(tx.insertIfAbsent(Notes.TABLE, "name", false, "taken", 7L, null, null, null))
                    .isFalse();
            assertThat(tx.insertIfAbsent(Notes.TABLE, "name", false, "free", 7L, null, null, null))
                    .isTrue();
            append(tx, "appended");
            assertThat(tx.insertIfAbsent(Notes.TABLE, "name", false, "appended", 7L, null, null, null))
                    .isFalse();
        }));

        assertThat(Notes.names(database)).containsExactly("taken", "free", "appended");
        assertThat(Notes.count(database, "select max(rid) from notes")).isEqualTo(3);
        assertThat(Notes.count(database, "select count from notes where name = 'taken'"))
                .isZero();
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void findsOutWhereARowWasWronglyThoughtAbsent() throws Exception {
        database.write(operation(), new Notes.Add("taken"));
        List<Boolean> added = Collections.synchronizedList(new ArrayList<>());

        List<CompletableFuture<Applied>> answers = together(List.of(
                new Notes.Meddle("first", tx -> append(tx, "one")),
                new Notes.Meddle(
                        "mistaken",
                        tx -> added.add(tx.insertIfAbsent(Notes.TABLE, "name", true, "taken", 7L, null, null, null))),
                new Notes.Meddle("last", tx -> append(tx, "two"))));

        assertThat(failures(answers)).isZero();
        assertThat(added).containsExactly(true, false);
        assertThat(Notes.names(database)).contains("first", "one", "mistaken", "last", "two");
        assertThat(Notes.count(database, "select count from notes where name = 'taken'"))
                .isZero();
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void anIdThatIsSaidToBeUnseenCannotBeAppliedTwice() {
        Operation operation = new Operation("op-1", "tester", Notes.NOW, true);
        database.write(operation, new Notes.Add("once"));

        assertThatExceptionOfType(CaxtonException.class)
                .isThrownBy(() -> database.write(operation, new Notes.Add("twice")));

        assertThat(Notes.names(database)).containsExactly("once");
        assertThat(database.write(operation("op-1"), new Notes.Add("once")).repeated())
                .isTrue();
        assertThat(database.isSafe()).isFalse();
    }
}
