package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Read-only connections for {@link Database#read}, opened when first needed, each with its own prepared statements.
 *
 * <p>Not the pool behind {@link Database#readers}: a general pool costs too much of the start, and hides the connection
 * that prepared statements belong to. Thread-safe.
 */
final class ReaderPool implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final SqliteConnections connections;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ReaderPool(SqliteConnections connections, int size) {
        this.connections = connections;
        permits = new Semaphore(size);
    }

    private record Reader(StatementCache statements, ReadSession session) {}

    <T extends @Nullable Object> T read(Function<? super ReadSession, ? extends T> work) {
        acquire();
        try {
            Reader reader = open();
            boolean usable = false;
            try {
                reader.statements().run("begin");
                reader.session().open();
                try {
                    return work.apply(reader.session());
                } finally {
                    reader.session().close();
                    reader.statements().run("commit");
                    usable = true;
                }
            } finally {
                release(reader, usable);
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, connections.file());
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        closeIdle();
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw CaxtonException.of(
                        ProblemType.TIMEOUT, "No database reader became free in 30 s", "Try again in a moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CaxtonException.of(
                    ProblemType.TIMEOUT, "Interrupted while waiting for a database reader", "Try again.");
        }
    }

    private Reader open() throws SQLException {
        if (closed) {
            throw CaxtonException.of(ProblemType.DRAINING, "The database is closed", "Start the server again.");
        }
        Reader reader = idle.pollFirst();
        if (reader == null) {
            StatementCache statements = new StatementCache(connections.openPooledReader());
            reader = new Reader(statements, new ReadSession(statements, connections.file()));
        }
        return reader;
    }

    private void release(Reader reader, boolean usable) throws SQLException {
        if (usable) {
            idle.addFirst(reader);
            if (closed) {
                closeIdle();
            }
        } else {
            reader.statements().close();
        }
    }

    private void closeIdle() throws SQLException {
        for (Reader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.statements().close();
        }
    }
}
