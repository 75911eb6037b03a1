package dev.caxton.engine.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the write-ahead log into the file on a thread and a connection of its own, so that commits need not wait for it.
 *
 * <p>SQLite begins the log anew only when all of it was moved and nobody writes meanwhile. Under a steady load that never
 * happens by itself: where the log has grown long, the writer's thread moves the short rest. What is not moved is as durable as
 * the rest; it is read from the log.
 */
final class Checkpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    /** Pages that are not moved yet; 8 MiB. */
    private static final long IN_BACKGROUND = 2_000;
    /** Pages of the whole log; 32 MiB, half of what the log's file is cut back to. */
    private static final long AT_ONCE = 8_000;

    private static final String STATE = "pragma wal_checkpoint(noop)";
    private static final String MOVE = "pragma wal_checkpoint(passive)";

    private final SqliteConnections connections;
    private final ExecutorService executor;
    private final AtomicBoolean moving = new AtomicBoolean();
    /** SQLite refuses a second checkpoint at one time. */
    private final ReentrantLock one = new ReentrantLock();
    // Written by the writer's thread only.
    private long nextAtOnce = AT_ONCE;

    /** Pages in the log, and those of them that are in the file too. */
    private record State(long pages, long moved) {}

    Checkpoints(SqliteConnections connections) {
        this.connections = connections;
        executor = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name("caxton-checkpoint-" + connections.file().getFileName())
                .daemon(true)
                .factory());
    }

    /** To be held by whoever does something that must not meet a checkpoint. */
    Lock lock() {
        return one;
    }

    /** Looks how long the log is; on the writer's thread, between transactions. */
    void afterGroup(StatementCache writer) {
        try {
            State state = run(writer.prepared(STATE)::executeQuery);
            if (state.pages() < AT_ONCE) {
                nextAtOnce = AT_ONCE;
            }
            if (state.pages() >= nextAtOnce) {
                one.lock();
                try {
                    run(writer.prepared(MOVE)::executeQuery);
                } finally {
                    one.unlock();
                }
                // A reader of an old snapshot may keep the log from beginning anew; then it grows, and is looked at
                // again.
                nextAtOnce = state.pages() + IN_BACKGROUND;
            } else if (state.pages() - state.moved() >= IN_BACKGROUND && moving.compareAndSet(false, true)) {
                executor.execute(this::moveInBackground);
            }
        } catch (SQLException e) {
            writer.clearAfter(e);
            failed(e);
        } catch (RejectedExecutionException e) {
            moving.set(false); // going down; closing moves everything
        }
    }

    private void moveInBackground() {
        one.lock();
        try (Connection own = connections.openWriter();
                Statement statement = own.createStatement()) {
            run(() -> statement.executeQuery(MOVE));
        } catch (SQLException e) {
            failed(e);
        } finally {
            one.unlock();
            moving.set(false);
        }
    }

    private interface Query {
        ResultSet result() throws SQLException;
    }

    private static State run(Query query) throws SQLException {
        try (ResultSet result = query.result()) {
            return result.next() ? new State(result.getLong(2), result.getLong(3)) : new State(0, 0);
        }
    }

    /** The next write or read meets what is wrong with the disk, and says so to its caller. */
    private void failed(SQLException e) {
        LOG.atWarn()
                .addKeyValue("file", connections.file())
                .setCause(e)
                .log("Write-ahead log could not be moved into the file; it is tried again");
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        executor.close();
    }
}
