package dev.caxton.engine.store;

import static dev.caxton.engine.store.Notes.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Closing any descriptor of a file drops every POSIX lock that the process holds on it, SQLite's too
 * (https://www.sqlite.org/howtocorrupt.html, section 2.2). So while a database is open, only SQLite opens its files.
 */
class PosixLocksIT {

    private static final Path LOCKS = Path.of("/proc/locks");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("test.db");
    }

    @Test
    void nothingWeDoDropsTheLocks() throws Exception {
        assumeTrue(Files.isReadable(LOCKS), "locks are listed on Linux only");
        try (Database database = Database.open(Notes.options(file));
                HibernateReads hibernate = new HibernateReads(database, List.of())) {
            database.write(operation(), new Notes.Add("a"));
            assertThat(hasLocks()).as("after a write").isTrue();
            Notes.names(database);
            assertThat(hasLocks()).as("after a read").isTrue();
            assertThat(database.sizeBytes()).isPositive();
            assertThat(database.status()).isEqualTo("ok");
            assertThat(database.verifyRows()).isEmpty();
            assertThat(hasLocks()).as("after looking at it").isTrue();
            OnlineBackup.copy(file, directory.resolve("copy.db"));
            assertThat(hasLocks()).as("after a backup").isTrue();
            try (Connection reader = database.readers().getConnection()) {
                assertThat(reader.isReadOnly()).isTrue();
            }
            hibernate.read(session -> session.find(AuditRow.class, 1L));
            assertThat(hasLocks()).as("after reading with Hibernate").isTrue();
            database.enterSafeMode("test");
            database.leaveSafeMode();
            database.write(operation(), new Notes.Add("b"));
            assertThat(hasLocks()).as("after safe mode").isTrue();

            // What the assertions above would have noticed.
            FileChannel.open(file, StandardOpenOption.READ).close();
            assertThat(hasLocks()).as("after a foreign descriptor was closed").isFalse();
        }
    }

    @Test
    void takingTheDirectoryTwiceDoesNotDropItsLock() throws Exception {
        assumeTrue(Files.isReadable(LOCKS), "locks are listed on Linux only");
        try (DataDirectory owned = DataDirectory.open(directory, Clock.systemUTC())) {
            try {
                DataDirectory.open(directory, Clock.systemUTC());
            } catch (RuntimeException e) {
                assertThat(e).hasMessageContaining("in use");
            }
            assertThat(isLocked(owned.path().resolve("caxton.lock"))).isTrue();
        }
    }

    /**
     * With the locks gone, a program with SQLite before 3.51 takes itself for the last one, and removes the log that
     * the server goes on writing. The shell of many systems is that old.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForeignDescriptorAndAnOlderShellCostAcknowledgedWrites(boolean foreignDescriptor) throws Exception {
        assumeTrue(hasOlderShell(), "no sqlite3 program before 3.51 here");

        List<String> kept = writeAroundAVisit(foreignDescriptor, this::visitWithShell);

        assertThat(kept).isEqualTo(foreignDescriptor ? List.of("before") : List.of("before", "after"));
    }

    /** SQLite 3.51 and later also look at the locks of the {@code -shm} before they remove a log. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVisitorWithOurSqliteCostsNothing(boolean foreignDescriptor) throws Exception {
        assertThat(writeAroundAVisit(foreignDescriptor, this::visitWithOurSqlite))
                .containsExactly("before", "after");
    }

    private interface Visit {
        void run() throws Exception;
    }

    private List<String> writeAroundAVisit(boolean foreignDescriptor, Visit visit) throws Exception {
        try (ChildJvm server = new ChildJvm(PosixLocksChild.class, file.toString())) {
            assertThat(server.line()).isEqualTo("before");
            if (foreignDescriptor) {
                server.tell("open and close");
                assertThat(server.line()).isEqualTo("closed");
            }
            visit.run();
            server.tell("write");
            assertThat(server.line()).isEqualTo("after");
            server.kill();
        }
        try (Database database = Database.open(Notes.options(file))) {
            return Notes.names(database);
        }
    }

    private void visitWithOurSqlite() throws Exception {
        try (Connection visitor = new SqliteConnections(file).openWriter();
                Statement statement = visitor.createStatement()) {
            assertThat(SqliteConnections.text(statement, "select count(*) from notes"))
                    .isEqualTo("1");
        }
    }

    private void visitWithShell() throws Exception {
        assertThat(output("sqlite3", file.toString(), "select count(*) from notes"))
                .isEqualTo("1");
    }

    private static boolean hasOlderShell() throws Exception {
        try {
            return output("sqlite3", "--version").matches("3\\.([0-9]|[1-4][0-9]|50)\\..*");
        } catch (IOException e) {
            return false;
        }
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }

    private boolean hasLocks() throws IOException {
        return isLocked(file);
    }

    private static boolean isLocked(Path path) throws IOException {
        String inode = ":" + Files.getAttribute(path, "unix:ino") + " ";
        return Files.readString(LOCKS).lines().anyMatch(line -> line.contains("POSIX") && line.contains(inode));
    }
}
