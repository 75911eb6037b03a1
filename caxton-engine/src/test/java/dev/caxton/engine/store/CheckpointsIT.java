package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.CaxtonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log while the database is open, and groups of which some commands fail. */
class CheckpointsIT {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    private static void write(Database database, int first, int mebibytes) {
        for (int i = first; i < first + mebibytes; i++) {
            database.write(operation(), new Notes.Add("big " + i, 0, null, new byte[MEBIBYTE], null));
        }
    }

    @Test
    void movesTheLogIntoTheFileWhileItIsOpen() throws Exception {
        Path file = directory.resolve("test.db");
        try (Database database = Database.open(Notes.options(file))) {
            write(database, 0, 12);

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
            for (int i = 0; Files.size(file) < 7 * MEBIBYTE && System.nanoTime() < deadline; i++) {
                database.write(operation(), new Notes.Add("small " + i));
            }
            assertThat(Files.size(file)).isGreaterThan(7 * MEBIBYTE);
        }
    }

    @Test
    void beginsTheLogAnewUnderALastingLoad() throws IOException {
        Path file = directory.resolve("test.db");
        try (Database database = Database.open(Notes.options(file))) {
            write(database, 0, 150);

            assertThat(Files.size(directory.resolve("test.db-wal"))).isLessThan(64L * MEBIBYTE);
            assertThat(Notes.count(database, "select count(*) from notes")).isEqualTo(150);
        }
        assertThat(directory.resolve("test.db-wal")).doesNotExist();
    }

    @Test
    void keepsAllOthersOfAGroupInWhichCommandsFailBeforeAndAfterTheyChangedSomething() {
        List<String> heard = new ArrayList<>();
        DatabaseOptions options = Notes.options(directory.resolve("test.db"))
                .withRowListener(
                        List.of(Notes.TABLE),
                        changes -> changes.forEach(change -> heard.add(String.valueOf(change.rid()))));
        try (Database database = Database.open(options)) {
            List<CompletableFuture<Applied>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(
                        switch (i % 4) {
                            case 0 ->
                                database.submit(operation(), new Notes.Meddle("half " + i, tx -> {
                                    throw new IllegalStateException("after a change");
                                }));
                            case 1 -> database.submit(operation(), new Notes.Increment("nobody"));
                            default -> database.submit(operation(), new Notes.Add("note " + i));
                        });
            }
            int failed = 0;
            for (CompletableFuture<Applied> answer : answers) {
                failed += answer.handle((applied, failure) -> failure == null ? 0 : 1)
                        .join();
            }

            assertThat(failed).isEqualTo(100);
            assertThat(Notes.names(database)).hasSize(100).allMatch(name -> name.startsWith("note "));
            assertThat(heard).hasSize(100).doesNotHaveDuplicates();
            assertThat(Notes.count(database, "select count(*) from change_log")).isEqualTo(100);
        }
    }

    @Test
    void truncatesTheLogWhileItIsMovedInTheBackground() throws IOException {
        Path file = directory.resolve("test.db");
        try (Database database = Database.open(Notes.options(file))) {
            for (int i = 0; i < 5; i++) {
                write(database, 10 * i, 10);
                try {
                    database.truncateLog();
                } catch (CaxtonException e) {
                    throw new AssertionError("met a checkpoint", e);
                }
                assertThat(Files.size(directory.resolve("test.db-wal"))).isZero();
            }
        }
    }
}
