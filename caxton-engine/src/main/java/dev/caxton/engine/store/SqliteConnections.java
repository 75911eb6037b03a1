package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.config.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** Opens connections to one file, each with the settings that its safety rests on. */
class SqliteConnections {

    /** 3.7.0 to 3.51.2 can damage a WAL database when two connections write and checkpoint at one moment. */
    private static final int[] OLDEST_SAFE_SQLITE = {3, 51, 3};

    private static final int BUSY_TIMEOUT_MILLIS = 5000;

    /** The WAL is cut back to this after a burst; 64 MiB. */
    private static final int WAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;

    /** A group of large commands must not spill, and the upper levels of all indexes stay in memory. */
    private static final int WRITER_CACHE_KIBIBYTES = 16 * 1024;

    private final Path file;

    SqliteConnections(Path file) {
        this.file = file.toAbsolutePath();
        if (this.file.toString().contains("?")) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "Database path '" + file + "' contains '?', which the SQLite driver takes for settings",
                    "Choose another directory.");
        }
    }

    Path file() {
        return file;
    }

    /** The connection that changes the file; creates it where it is missing. */
    Connection openWriter() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setGetGeneratedKeys(false); // else a second statement follows each insert
        createFile();
        Connection connection = config.createConnection(url());
        try (Statement statement = connection.createStatement()) {
            requireSafeVersion(statement);
            statement.executeUpdate("pragma page_size = 4096");
            statement.executeUpdate("pragma auto_vacuum = none");
            requireWal(statement);
            statement.executeUpdate("pragma synchronous = full");
            statement.executeUpdate("pragma journal_size_limit = " + WAL_SIZE_LIMIT_BYTES);
            statement.executeUpdate("pragma wal_autocheckpoint = 0"); // Checkpoints does it
            statement.executeUpdate("pragma cache_size = -" + WRITER_CACHE_KIBIBYTES);
            // What is deleted is overwritten with zeros: a memory that is forgotten must be gone.
            statement.executeUpdate("pragma secure_delete = on");
            applyCommon(statement);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** SQLite gives the log and the index of the log the permissions of the file. */
    private void createFile() throws SQLException {
        try {
            OwnerOnly.createFile(file);
        } catch (IOException e) {
            throw new SQLException(
                    "unable to make the database file: " + e, "", SQLiteErrorCode.SQLITE_CANTOPEN.code, e);
        }
    }

    /** A connection that cannot change anything. */
    Connection openReader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setReadOnly(true);
        Connection connection = config.createConnection(url());
        try (Statement statement = connection.createStatement()) {
            applyCommon(statement);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }

    private static void applyCommon(Statement statement) throws SQLException {
        statement.executeUpdate("pragma foreign_keys = on");
        statement.executeUpdate("pragma cell_size_check = on");
        statement.executeUpdate("pragma trusted_schema = off");
        // One site blamed memory mapping for spreading a WAL fault; and a truncated file would end the process.
        statement.executeUpdate("pragma mmap_size = 0");
    }

    private void requireWal(Statement statement) throws SQLException {
        String mode = text(statement, "pragma journal_mode = wal");
        if (!mode.equalsIgnoreCase("wal")) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "Database " + file + " has journal mode '" + mode + "', expected 'wal'",
                    "Keep the data directory on a local disk.");
        }
    }

    private static void requireSafeVersion(Statement statement) throws SQLException {
        String version = text(statement, "select sqlite_version()");
        String[] parts = version.split("\\.");
        for (int i = 0; i < OLDEST_SAFE_SQLITE.length; i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part > OLDEST_SAFE_SQLITE[i]) {
                return;
            }
            if (part < OLDEST_SAFE_SQLITE[i]) {
                throw CaxtonException.of(
                        ProblemType.INVALID_CONFIGURATION,
                        "SQLite has version " + version + ", expected 3.51.3 or newer",
                        "Remove the older SQLite driver or native library from the class path.");
            }
        }
    }

    static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }
}
