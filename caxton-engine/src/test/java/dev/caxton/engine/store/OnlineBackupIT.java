package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.caxton.api.CaxtonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineBackupIT {

    @TempDir
    Path directory;

    @Test
    void copiesOneInstantWhileOthersWrite() {
        try (Database database = Database.open(Notes.options(directory.resolve("test.db")))) {
            database.write(operation(), new Notes.Add("shared"));
            AtomicBoolean writing = new AtomicBoolean(true);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                while (writing.get()) {
                    database.write(operation(), new Notes.Increment("shared"));
                }
            });
            for (int i = 0; i < 5; i++) {
                Path copy = directory.resolve("copy-" + i + ".db");
                OnlineBackup.copy(database.file(), copy);
                try (Database copied = Database.open(Notes.options(copy))) {
                    assertThat(Notes.count(copied, "select count from notes"))
                            .isEqualTo(Notes.count(copied, "select count(*) from change_log") - 1);
                    assertThat(copied.verifyRows()).isEmpty();
                }
            }
            writing.set(false);
            writer.join();
        }
    }

    @Test
    void leavesOneFileThatStandsAlone() throws IOException {
        Path copy = directory.resolve("backups").resolve("copy.db");
        Files.createDirectory(copy.getParent());
        try (Database database = Database.open(Notes.options(directory.resolve("test.db")))) {
            database.write(operation(), new Notes.Add("a"));

            OnlineBackup.copy(database.file(), copy);
        }

        try (var files = Files.list(copy.getParent())) {
            assertThat(files).containsExactly(copy);
        }
        byte[] header = Files.readAllBytes(copy);
        assertThat(List.of(header[18], header[19])).as("not in WAL mode").containsOnly((byte) 1);
    }

    @Test
    void overwritesNothing() throws IOException {
        Path copy = Files.writeString(directory.resolve("copy.db"), "mine");
        try (Database database = Database.open(Notes.options(directory.resolve("test.db")))) {
            assertThatExceptionOfType(CaxtonException.class).isThrownBy(() -> OnlineBackup.copy(database.file(), copy));
        }
        assertThat(copy).hasContent("mine");
    }

    @Test
    void leavesNothingBehindWhereItCannotWrite() {
        Path copy = directory.resolve("missing").resolve("copy.db");
        try (Database database = Database.open(Notes.options(directory.resolve("test.db")))) {
            assertThatExceptionOfType(CaxtonException.class).isThrownBy(() -> OnlineBackup.copy(database.file(), copy));
        }
        assertThat(copy.getParent()).doesNotExist();
    }
}
