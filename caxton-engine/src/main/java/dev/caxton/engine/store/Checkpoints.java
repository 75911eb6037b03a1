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
    /** Pages of the whole log from which on it is to begin anew; 32 MiB. */
    private static final long LONG = 8_000;
    /** Pages that the writer moves itself, so that the log begins anew; 1.6 MiB. */
    private static final long REST = 400;
    /** Pages that a log may grow meanwhile, before the writer moves all of it; 24 MiB, so that it fits its file's limit. */
    private static final long LONGER = 6_000;

    private static final String STATE = "pragma wal_checkpoint(noop)";
    private static final String MOVE = "pragma wal_checkpoint(passive)";

    private final SqliteConnections connections;
    private final ExecutorService executor;
    private final AtomicBoolean moving = new AtomicBoolean();
    /** SQLite refuses a second checkpoint at one time. */
    private final ReentrantLock one = new ReentrantLock();
    // Written by the writer's thread only.
    private long next = LONG;

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

    /**
     * Looks how long the log is; on the writer's thread, between transactions. What was added while a part was moved is moved
     * next, and is less each time, until the writer can do the rest: only where nothing is left SQLite begins the log anew.
     */
    void afterGroup(StatementCache writer) {
        try {
            State state = run(writer.prepared(STATE)::executeQuery);
            if (state.pages() < LONG) {
                next = LONG;
            }
            boolean due = state.pages() >= next;
            long left = state.pages() - state.moved();
            if (state.pages() >= next + LONGER) {
                one.lock();
                moveRest(writer, state);
            } else if (due && left <= REST && one.tryLock()) {
                moveRest(writer, state);
            } else if (left >= (due ? REST : IN_BACKGROUND) && moving.compareAndSet(false, true)) {
                executor.execute(this::moveInBackground);
            }
        } catch (SQLException e) {
            writer.clearAfter(e);
            failed(e);
        } catch (RejectedExecutionException e) {
            moving.set(false); // going down; closing moves everything
        }
    }

    private void moveRest(StatementCache writer, State state) throws SQLException {
        try {
            run(writer.prepared(MOVE)::executeQuery);
        } finally {
            one.unlock();
        }
        // A reader of an old snapshot may keep the log from beginning anew; then it grows, and is looked at again.
        next = state.pages() + IN_BACKGROUND;
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
