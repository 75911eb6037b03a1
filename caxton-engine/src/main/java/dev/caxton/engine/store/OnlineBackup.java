package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * Consistent copies of a database that may be open and written to.
 *
 * <p>The copy is made by SQLite, page by page, of one snapshot, so damage is copied too and can be examined there. It
 * stands alone, without {@code -wal} and {@code -shm}; it appears under its name only when it is complete and on disk.
 */
public final class OnlineBackup {

    private static final int ALL_PAGES_IN_ONE_STEP = -1;

    private OnlineBackup() {}

    /**
     * Copies a database to a new file. Writers are not held up, but the WAL is not emptied meanwhile.
     *
     * @param file database of any state, open or not
     * @param copy does not exist yet; its directory does
     * @throws CaxtonException with {@code DISK_FULL}, {@code STORAGE_FAILED} or {@code DATA_CORRUPTED}; nothing is left
     *     behind then
     */
    public static void copy(Path file, Path copy) {
        if (Files.exists(copy)) {
            throw CaxtonException.of(
                    ProblemType.NAME_CONFLICT, "File " + copy + " exists already", "Choose another name for the copy.");
        }
        Path unfinished = copy.resolveSibling(copy.getFileName() + ".tmp");
        try {
            try {
                Files.deleteIfExists(unfinished);
                OwnerOnly.createFile(unfinished);
                copyPages(file, unfinished);
                DurableFiles.sync(unfinished);
                Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
                DurableFiles.syncDirectory(DurableFiles.directoryOf(copy));
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, file);
        } catch (IOException e) {
            Problem problem = Problem.of(
                    ProblemType.STORAGE_FAILED,
                    "Copy " + copy + " cannot be written: " + e.getMessage(),
                    "Check space and permissions of its directory.");
            throw CaxtonException.of(problem, e);
        }
    }

    private static void copyPages(Path file, Path copy) throws SQLException {
        try (Connection source = new SqliteConnections(file).openReader()) {
            int code = source.unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup("main", copy.toAbsolutePath().toString(), null, 0, 0, ALL_PAGES_IN_ONE_STEP);
            if (code != 0) {
                throw new SQLException(SQLiteErrorCode.getErrorCode(code).message, "", code);
            }
        }
        // Page 1 says "WAL" still; without it the copy can be read where nothing can be written.
        try (Connection target = new SQLiteConfig().createConnection("jdbc:sqlite:" + copy.toAbsolutePath());
                Statement statement = target.createStatement()) {
            statement.executeQuery("pragma journal_mode = delete").close();
        }
    }
}
