package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.InternalException;
import dev.caxton.api.LimitExceededException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.UnavailableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;

class WriteFailureIT {

    @TempDir
    Path directory;

    private final List<String> safeModes = Collections.synchronizedList(new ArrayList<>());
    private FailingConnections connections;
    private Database database;

    @BeforeEach
    void open() {
        Path file = directory.resolve("test.db");
        connections = new FailingConnections(file);
        database = Database.open(Notes.options(file).withOnSafeMode(safeModes::add), connections);
        database.write(operation(), new Notes.Add("before"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_IOERR_FSYNC", "SQLITE_IOERR_WRITE", "SQLITE_CORRUPT", "SQLITE_READONLY"})
    void aFailedCommitIsFinal(SQLiteErrorCode code) {
        connections.failNext("commit", code);

        assertThatExceptionOfType(CaxtonException.class)
                .isThrownBy(() -> database.write(operation("op-1"), new Notes.Add("lost")));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Add("refused")))
                .matches(e -> e.type() == ProblemType.SAFE_MODE);

        assertThat(database.isSafe()).isTrue();
        assertThat(database.status()).startsWith("safe mode: ");
        assertThat(safeModes).hasSize(1);
        assertThat(Notes.names(database)).containsExactly("before");
    }

    @Test
    void aFailedSyncIsReportedAsFailedStorage() {
        connections.failNext("commit", SQLiteErrorCode.SQLITE_IOERR_FSYNC);

        assertThatExceptionOfType(InternalException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Add("lost")))
                .matches(e -> e.type() == ProblemType.STORAGE_FAILED);
    }

    @Test
    void writesAgainAfterSafeModeWasLeft() {
        connections.failNext("commit", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
        assertThatThrownBy(() -> database.write(operation("op-1"), new Notes.Add("a")))
                .isInstanceOf(InternalException.class);

        database.leaveSafeMode();
        Applied applied = database.write(operation("op-1"), new Notes.Add("a"));

        assertThat(applied).isEqualTo(new Applied("rid 2", false));
        assertThat(database.status()).isEqualTo("ok");
        assertThat(Notes.names(database)).containsExactly("before", "a");
    }

    @Test
    void aFailedReadOfTheFileWithinACommandIsFinalToo() {
        connections.failNext("insert into notes", SQLiteErrorCode.SQLITE_IOERR_READ);

        assertThatExceptionOfType(InternalException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Add("lost")));

        assertThat(database.isSafe()).isTrue();
        assertThat(Notes.names(database)).containsExactly("before");
    }

    @Test
    void entersAndLeavesSafeModeByCommand() {
        database.enterSafeMode("maintenance");

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Add("refused")))
                .withMessageContaining("maintenance");
        assertThat(Notes.names(database)).containsExactly("before");
        assertThat(safeModes).isEmpty();

        database.leaveSafeMode();
        database.write(operation(), new Notes.Add("after"));
        assertThat(Notes.names(database)).containsExactly("before", "after");
    }

    @Test
    void anotherProgramsLockIsNotFinal() {
        connections.failNext("begin", SQLiteErrorCode.SQLITE_BUSY);

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Add("a")))
                .matches(e -> e.type() == ProblemType.TIMEOUT);

        database.write(operation(), new Notes.Add("b"));
        assertThat(Notes.names(database)).containsExactly("before", "b");
    }

    @Test
    void aFullDiskFailsTheBigCommandOnlyAndReadingGoesOn() {
        long pages = Notes.count(database, "pragma page_count");
        limitPages(pages + 10);
        byte[] big = new byte[100 * 4096];

        List<CompletableFuture<Applied>> answers = List.of(
                database.submit(operation(), new Notes.Add("small-1")),
                database.submit(operation(), new Notes.Add("big", 0, null, big, null)),
                database.submit(operation(), new Notes.Add("small-2")));

        answers.getFirst().join();
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> database.write(operation(), new Notes.Add("big", 0, null, big, null)))
                .matches(e -> e.type() == ProblemType.DISK_FULL && e.type().retryable());
        assertThat(answers.get(1)).isCompletedExceptionally();
        answers.get(2).join();
        assertThat(Notes.names(database))
                .contains("before", "small-1", "small-2")
                .doesNotContain("big");
        assertThat(database.isSafe()).isFalse();

        limitPages(1_000_000);
        database.write(operation(), new Notes.Add("big", 0, null, big, null));
        assertThat(database.verifyRows()).isEmpty();
    }

    @Test
    void aFullDiskInAGroupLosesNoOneElsesChange() {
        limitPages(Notes.count(database, "pragma page_count") + 60);
        byte[] body = new byte[4096];

        List<CompletableFuture<Applied>> answers = IntStream.range(0, 200)
                .mapToObj(i -> database.submit(operation(), new Notes.Add("n" + i, 0, null, body, null)))
                .toList();
        long acknowledged = answers.stream()
                .filter(answer ->
                        !answer.handle((applied, failure) -> failure != null).join())
                .count();

        assertThat(acknowledged).isBetween(1L, 199L);
        assertThat(Notes.count(database, "select count(*) from notes where name like 'n%'"))
                .isEqualTo(acknowledged);
        assertThat(Notes.texts(database, "pragma integrity_check")).containsExactly("ok");
    }

    private void limitPages(long pages) {
        database.write(
                operation(),
                new Notes.Meddle(
                        "limit " + pages,
                        tx -> tx.query("pragma max_page_count = " + pages, result -> result.getLong(1))));
    }
}
