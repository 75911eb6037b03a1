package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.caxton.api.ConflictException;
import dev.caxton.api.CorruptedException;
import dev.caxton.api.InvalidRequestException;
import dev.caxton.api.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaMigrationsIT {

    /** Notes with an author; replaces the first layout. */
    private static final Table NOTES_2 =
            Table.of("notes", 2, Column.text("name"), Column.integer("count"), Column.text("author"));

    private static final String V3 = "dev/caxton/engine/store/schema/V003__add_note_author.sql";
    private static final Migration ADD_AUTHOR = new Migration(3, "add_note_author", V3, SchemaMigrationsIT::addAuthor);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("test.db");
    }

    @Test
    void createsAFreshFileWithoutABackup() throws IOException {
        try (Database database = Database.open(Notes.options(file))) {
            assertThat(Notes.texts(database, "select name from schema_migrations order by number"))
                    .containsExactly("create_store", "create_notes");
            assertThat(database.verifyRows()).isEmpty();
        }
        assertThat(files()).containsExactly("test.db");
    }

    @Test
    void copiesTheFileBeforeItUpgradesIt() throws IOException {
        writeNotes("a", "b");

        try (Database database = Database.open(upgraded())) {
            List<Row> rows = database.read(tx -> tx.select(NOTES_2, "order by rid"));
            assertThat(rows).extracting(row -> row.text("name")).containsExactly("a", "b");
            assertThat(rows).extracting(row -> row.text("author")).containsOnly("unknown");
            assertThat(rows).extracting(Row::rid).containsExactly(1L, 2L);
            assertThat(database.verifyRows()).isEmpty();
        }

        String copy = "test.db.before-v3." + Notes.NOW.getEpochSecond();
        assertThat(files()).containsExactly("test.db", copy);
        try (Database old = Database.open(Notes.options(directory.resolve(copy)))) {
            assertThat(Notes.names(old)).containsExactly("a", "b");
        }
    }

    @Test
    void doesNothingWhenUpToDate() throws IOException {
        writeNotes("a");
        Database.open(Notes.options(file)).close();

        assertThat(files()).containsExactly("test.db");
    }

    @Test
    void refusesANewerFileAndNamesBothNumbers() {
        writeNotes("a");

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> Database.open(DatabaseOptions.of(file, Clock.systemUTC())))
                .matches(e -> e.type() == ProblemType.DATA_DIRECTORY_NEWER)
                .withMessageContaining("schema 2")
                .withMessageContaining("up to 1");
    }

    @Test
    void refusesAMigrationThatWasChangedAfterwards() {
        writeNotes("a");
        Migration changed = new Migration(2, "create_notes", V3);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Database.open(
                        DatabaseOptions.of(file, Clock.systemUTC()).withSchema(List.of(changed), List.of())))
                .matches(e -> e.type() == ProblemType.INVALID_CONFIGURATION)
                .withMessageContaining("migration 2 'create_notes'");
    }

    @Test
    void aFailedMigrationChangesNothing() {
        writeNotes("a");
        Migration failing = new Migration(3, "add_note_author", V3, tx -> {
            tx.insertAt(NOTES_2.storedAs("notes_v2"), 1, "a", 0, "x");
            throw new IllegalStateException("rewrite fails");
        });

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Database.open(Notes.options(file).withSchema(List.of(failing), List.of())));

        try (Database database = Database.open(Notes.options(file))) {
            assertThat(Notes.names(database)).containsExactly("a");
            assertThat(Notes.count(database, "select count(*) from sqlite_master where name = 'notes_v2'"))
                    .isZero();
        }
    }

    @Test
    void refusesGapsInTheNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Database.open(DatabaseOptions.of(file, Clock.systemUTC())
                        .withSchema(List.of(new Migration(3, "add_note_author", V3)), List.of())))
                .withMessageContaining("[1, 3]");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(
                file, "This is a text, and a rather long one, so that it is longer than the header. ".repeat(9));

        assertThatExceptionOfType(CorruptedException.class)
                .isThrownBy(() -> Database.open(Notes.options(file)))
                .matches(e -> e.type() == ProblemType.DATA_CORRUPTED);
    }

    private void writeNotes(String... names) {
        try (Database database = Database.open(Notes.options(file))) {
            for (String name : names) {
                database.write(operation(), new Notes.Add(name));
            }
        }
    }

    private DatabaseOptions upgraded() {
        return DatabaseOptions.of(file, Clock.fixed(Notes.NOW, ZoneOffset.UTC))
                .withSchema(List.of(Notes.MIGRATION, ADD_AUTHOR), List.of(NOTES_2));
    }

    /** Files beside the database; the library's directory is there only if this process loaded it from here. */
    private List<String> files() throws IOException {
        try (var list = Files.list(directory)) {
            return list.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static void addAuthor(WriteTransaction tx) {
        for (Row row : tx.select(Notes.TABLE, "order by rid")) {
            tx.insertAt(NOTES_2.storedAs("notes_v2"), row.rid(), row.text("name"), row.integer("count"), "unknown");
        }
        tx.execute("drop table notes");
        tx.execute("alter table notes_v2 rename to notes");
    }
}
