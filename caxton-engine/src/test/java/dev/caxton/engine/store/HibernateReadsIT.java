package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CorruptedException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HibernateReadsIT {

    @TempDir
    Path directory;

    private Database database;
    private HibernateReads hibernate;

    @BeforeEach
    void open() {
        database = Database.open(Notes.options(directory.resolve("test.db")));
        database.write(operation("op-1"), new Notes.Add("a"));
        database.write(operation("op-2"), new Notes.Add("b"));
        hibernate = new HibernateReads(database, List.of());
        hibernate.start();
    }

    @AfterEach
    void close() {
        hibernate.close();
        database.close();
    }

    @Test
    void readsPackagePrivateRows() {
        List<String> ids = hibernate.read(
                session -> session.createSelectionQuery("from AppliedOpRow order by rid", AppliedOpRow.class)
                        .getResultStream()
                        .map(AppliedOpRow::opId)
                        .toList());

        assertThat(ids).containsExactly("op-1", "op-2");
    }

    @Test
    void readsTheSameValuesAsTheStore() {
        Row stored = database.read(tx -> tx.find(StoreSchema.CHANGE_LOG, "where rid = 2"))
                .orElseThrow();

        ChangeLogRow row = hibernate.read(session -> session.find(ChangeLogRow.class, 2L));

        assertThat(row.values()).usingRecursiveComparison().isEqualTo(stored.values());
        assertThat(row.table().crc(row.rid(), row.values())).isEqualTo(row.crc());
    }

    @Test
    void mapsTheStoresOwnTablesCompletely() {
        assertThat(MappingCheck.differences(hibernate.sessionFactory(), database))
                .isEmpty();
    }

    @Test
    void reportsAMappingThatDoesNotFit() {
        try (HibernateReads wrong = new HibernateReads(database, List.of(WrongRow.class))) {
            assertThat(MappingCheck.differences(wrong.sessionFactory(), database))
                    .anyMatch(difference -> difference.startsWith("notes.name is TEXT in the file and INTEGER"))
                    .anyMatch(difference -> difference.startsWith("notes.invented is nothing"))
                    .anyMatch(difference -> difference.startsWith("notes.weight is REAL in the file and nothing"));
        }
    }

    @Test
    void cannotWrite() {
        assertThatThrownBy(() -> hibernate.read((Session session) -> session.doReturningWork(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("delete from audit");
                    }
                })))
                .hasStackTraceContaining("SQLITE_READONLY");
        assertThat(Notes.count(database, "select count(*) from audit")).isEqualTo(2);
    }

    @Test
    void verifiesTheChecksumsOfWhatItLoads() throws Exception {
        Path copy = directory.resolve("copy.db");
        OnlineBackup.copy(database.file(), copy);
        byte[] content = Files.readAllBytes(copy);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        content[text.lastIndexOf("tester")]++;
        Files.write(copy, content);

        try (Database damaged = Database.open(Notes.options(copy));
                HibernateReads reads = new HibernateReads(damaged, List.of())) {
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(
                            () -> reads.read(session -> session.createSelectionQuery("from AuditRow", AuditRow.class)
                                    .getResultList()))
                    .withMessageContaining("Table audit, row 1");
        }
    }

    @Entity
    @Table(name = "notes")
    static final class WrongRow {
        @Id
        private long rid;

        private long name;

        private String invented;
    }
}
