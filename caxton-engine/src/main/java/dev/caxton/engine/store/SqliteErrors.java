package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import java.nio.file.Path;
import java.sql.SQLException;

/** What SQLite's result codes (https://www.sqlite.org/rescode.html) mean to a caller. */
final class SqliteErrors {

    private static final int ERROR = 1;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int CONSTRAINT = 19;
    private static final int NOTADB = 26;

    private SqliteErrors() {}

    static CaxtonException translate(SQLException e, Path file) {
        String name = String.valueOf(file.getFileName());
        Problem problem =
                switch (primary(e)) {
                    case FULL ->
                        Problem.of(
                                ProblemType.DISK_FULL,
                                "Database " + name + " cannot grow: the disk is full",
                                "Free space on the volume of " + file + ", then try again; reading still works.");
                    case CORRUPT, NOTADB ->
                        Problem.of(
                                ProblemType.DATA_CORRUPTED,
                                "Database " + file + " is damaged: " + e.getMessage(),
                                "It was left as it is. Restore a backup, or move it away to begin with an empty one.");
                    case BUSY, LOCKED ->
                        Problem.of(
                                ProblemType.TIMEOUT,
                                "Database " + name + " is locked by another program",
                                "End the program that writes to " + file + ", then try again.");
                    case IOERR, READONLY, CANTOPEN ->
                        Problem.of(
                                ProblemType.STORAGE_FAILED,
                                "Database " + name + " cannot be read or written: " + e.getMessage(),
                                "Check the volume and the permissions of " + file + ".");
                    default ->
                        Problem.of(
                                ProblemType.INTERNAL_ERROR,
                                "Database " + name + " refused a statement: " + e.getMessage(),
                                null);
                };
        return CaxtonException.of(problem, e);
    }

    static boolean isFull(SQLException e) {
        return primary(e) == FULL;
    }

    /** A constraint undoes its one statement; after any other error the transaction's state is uncertain. */
    static boolean isConstraint(SQLException e) {
        return primary(e) == CONSTRAINT;
    }

    /** Statement that does not compile, or a ROLLBACK where there is nothing to roll back. */
    static boolean isPlainError(SQLException e) {
        return primary(e) == ERROR;
    }

    /** Whether the file or the volume can no longer be trusted with writes. */
    static boolean isFatal(SQLException e) {
        return switch (primary(e)) {
            case IOERR, CORRUPT, NOTADB, READONLY, CANTOPEN -> true;
            default -> false;
        };
    }

    private static int primary(SQLException e) {
        return e.getErrorCode() & 0xff;
    }
}
