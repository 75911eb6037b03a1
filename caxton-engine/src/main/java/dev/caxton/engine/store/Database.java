package dev.caxton.engine.store;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.CorruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite file, its one writer and its readers.
 *
 * <p>Every change is a {@link Command}: applied in order of submission, several to a transaction, and answered when it
 * is on disk (WAL, {@code synchronous=FULL}). Reads see one consistent snapshot and never wait for the writer. While
 * the database is open nobody may open its file, {@code -wal} or {@code -shm} other than through SQLite in this
 * process: closing such a descriptor drops SQLite's locks. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final String SEARCHED = ".searched";

    private final Path file;
    private final SqliteConnections connections;
    private final WriteGate gate;
    private final CommandWriter writer;
    private final GroupCommit commits;
    private final ReaderPool readers;
    private final Set<Table> tables;
    private final UnaryOperator<String> actors;
    private final Map<Class<? extends Command>, Applier<?>> appliers;
    /** One copy at a time: all searches use the same file for it. */
    private final Object searching = new Object();

    private final AtomicReference<@Nullable String> damage = new AtomicReference<>();
    private final AtomicReference<@Nullable HikariDataSource> pool = new AtomicReference<>();

    private Database(DatabaseOptions options, SqliteConnections connections, StatementCache statements) {
        file = connections.file();
        this.connections = connections;
        actors = options.actors();
        gate = new WriteGate(options.onSafeMode());
        writer = new CommandWriter(connections, statements, gate, options.rowListeners(), options.groupEnd());
        readers = new ReaderPool(connections, options.readers());
        tables = new LinkedHashSet<>(StoreSchema.TABLES);
        tables.addAll(options.tables());
        appliers = new HashMap<>(options.appliers());
        appliers.putIfAbsent(PruneHistory.class, new HistoryPruning());
        commits = new GroupCommit(writer, gate, options);
    }

    /**
     * Opens a file, creating it where it is missing, and brings its schema up to date.
     *
     * @throws CaxtonException with {@code DATA_DIRECTORY_NEWER} for a file of a newer version, {@code DATA_CORRUPTED}
     *     for one that SQLite cannot open, {@code INVALID_CONFIGURATION} for a changed migration
     */
    public static Database open(DatabaseOptions options) {
        return open(options, new SqliteConnections(options.file()));
    }

    static Database open(DatabaseOptions options, SqliteConnections connections) {
        NativeLibrary.load(options.runtimeDirectory());
        deleteLeftCopies(options.file());
        try {
            StatementCache statements = new StatementCache(connections.openWriter());
            try {
                new SchemaMigrations(options.migrations(), options.clock(), connections.file()).apply(statements);
                return new Database(options, connections, statements);
            } catch (SQLException | RuntimeException e) {
                statements.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, connections.file());
        }
    }

    /**
     * Reads in one snapshot, which sees every change answered before. Do not nest reads: each holds one of a few
     * readers.
     */
    public <T extends @Nullable Object> T read(Function<? super ReadTransaction, ? extends T> work) {
        return readSession(work);
    }

    /**
     * Hands a command to the writer; the future completes once it is on disk, on a thread that must not be blocked. It
     * fails with the {@link CaxtonException} of the applier, with {@code SAFE_MODE}, {@code TOO_MANY_REQUESTS} (queue
     * full), {@code IDEMPOTENCY_KEY_REUSED}, {@code DISK_FULL}, or {@code STORAGE_FAILED} (then the change may have
     * happened: ask again with the same operation id after the repair).
     */
    public CompletableFuture<Applied> submit(Operation operation, Command command) {
        return commits.submit(pending(operation.by(actors.apply(operation.actor())), command));
    }

    /** As {@link #submit}, waiting for the answer and throwing what went wrong. Not from an applier or its hook. */
    public Applied write(Operation operation, Command command) {
        if (commits.isWriterThread()) {
            throw new IllegalStateException("the writer thread cannot wait for itself; use submit");
        }
        try {
            return submit(operation, command).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CaxtonException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** A small pool of read-only connections for Hibernate, started when first used. It checks no row checksums. */
    public DataSource readers() {
        HikariDataSource known = pool.get();
        if (known != null) {
            return known;
        }
        HikariDataSource created = new HikariDataSource();
        created.setPoolName("caxton-read-" + file.getFileName());
        created.setDataSource(new ReaderSource(connections));
        created.setReadOnly(true);
        created.setMaximumPoolSize(DatabaseOptions.DEFAULT_READERS);
        created.setMinimumIdle(0);
        if (!pool.compareAndSet(null, created)) {
            created.close();
        }
        return requireNonNull(pool.get());
    }

    /** Refuses writes from now on; reads go on. A command already handed in may still be refused. */
    public void enterSafeMode(String reason) {
        gate.close(reason);
    }

    /**
     * Opens the writer's connection anew, has SQLite check the file, and accepts writes again. Takes as long as {@code
     * pragma quick_check}.
     *
     * @throws CorruptedException where the check finds damage; safe mode stays on
     */
    public void leaveSafeMode() {
        commits.run(new WriterTask(() -> {
            writer.reopen();
            damage.set(null);
            gate.open();
            return null;
        }));
    }

    /**
     * Does work on the file and waits for it; changes that are handed in meanwhile wait too. {@code SAFE_MODE} while
     * writes are refused, {@code DISK_FULL} where the volume is.
     */
    public void maintain(Maintenance work) {
        commits.run(new WriterTask(() -> {
            writer.maintain(work);
            return null;
        }));
    }

    /**
     * What SQLite finds wrong with the file, at most 20 findings; empty where nothing is. A full check reads every index.
     * Asked on a connection of its own, since FTS5 checks what a used one remembers of its index.
     */
    public List<String> findings(boolean full) {
        try (Connection own = connections.openReader();
                Statement statement = own.createStatement();
                ResultSet result =
                        statement.executeQuery(full ? "pragma integrity_check(20)" : "pragma quick_check(20)")) {
            List<String> lines = new ArrayList<>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            return lines.equals(List.of("ok")) ? List.of() : lines;
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, file);
        }
    }

    /**
     * Moves the write-ahead log into the file and empties it, so that nothing that was overwritten or deleted is left in
     * it. {@code TIMEOUT} while a reader holds an older snapshot.
     */
    public void truncateLog() {
        commits.run(new WriterTask(() -> {
            writer.truncateLog();
            return null;
        }));
    }

    /** Writes the whole file anew, without gaps and free pages; needs space for a second copy. Writers wait meanwhile. */
    public void rewrite() {
        commits.run(new WriterTask(() -> {
            writer.vacuum();
            writer.truncateLog();
            return null;
        }));
    }

    /** Whether the file holds any of some byte sequences; looks at a copy that SQLite makes, and deletes it. */
    public boolean holds(ByteSearch search) {
        Path copy = file.resolveSibling(file.getFileName() + SEARCHED);
        synchronized (searching) {
            try {
                Files.deleteIfExists(copy);
                OnlineBackup.copy(file, copy);
                return search.isIn(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                delete(copy);
            }
        }
    }

    /** What {@link #holds} was looking at when the process was killed, so that nothing forgotten is left in it. */
    private static void deleteLeftCopies(Path file) {
        Path copy = file.resolveSibling(file.getFileName() + SEARCHED);
        delete(copy);
        delete(copy.resolveSibling(copy.getFileName() + ".tmp"));
        delete(copy.resolveSibling(copy.getFileName() + ".tmp-journal"));
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether writes are refused. */
    public boolean isSafe() {
        return gate.reason() != null;
    }

    /** {@code ok}, or what is wrong: the reason of safe mode, or the first damage that a read came upon. */
    public String status() {
        String reason = gate.reason();
        if (reason != null) {
            return "safe mode: " + reason;
        }
        String found = damage.get();
        return found == null ? "ok" : found;
    }

    /** Reads all rows of all tables, and names those whose checksum does not fit. */
    public List<DamagedRow> verifyRows() {
        return readSession(session -> {
            List<DamagedRow> damaged = new ArrayList<>();
            for (Table table : tables) {
                session.visit(table, "order by rid", Integer.MAX_VALUE, new Object[0], (rid, values) -> {
                    if (values == null) {
                        damaged.add(new DamagedRow(table.name(), rid));
                    }
                });
            }
            return damaged;
        });
    }

    /** Commands that wait for the writer. */
    public int waiting() {
        return commits.waiting();
    }

    public Path file() {
        return file;
    }

    /** Bytes of the file and its write-ahead log. */
    public long sizeBytes() {
        try {
            Path wal = file.resolveSibling(file.getFileName() + "-wal");
            return Files.size(file) + (Files.exists(wal) ? Files.size(wal) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Free pages of the file in percent of all; a rewrite gives them back. */
    public double freePercent() {
        return read(tx -> {
            long pages = tx.count("pragma page_count");
            return pages == 0 ? 0 : 100.0 * tx.count("pragma freelist_count") / pages;
        });
    }

    /** Finishes what was submitted, then closes; reads that still run finish too. */
    @Override
    public void close() {
        commits.close();
        try {
            HikariDataSource lent = pool.get();
            if (lent != null) {
                lent.close();
            }
            readers.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, file);
        } finally {
            closeWriter();
        }
    }

    /** Last, so that SQLite moves the write-ahead log into the file. */
    private void closeWriter() {
        try {
            writer.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e, file);
        }
    }

    private <T extends @Nullable Object> T readSession(Function<? super ReadSession, ? extends T> work) {
        try {
            return readers.read(work);
        } catch (CorruptedException e) {
            damage.compareAndSet(null, e.getMessage());
            throw e;
        }
    }

    private <C extends Command> PendingCommand<C> pending(Operation operation, C command) {
        @SuppressWarnings("unchecked") // withApplier pairs a class of commands with its applier
        Applier<C> applier = (Applier<C>) appliers.get(command.getClass());
        if (applier == null) {
            throw new IllegalArgumentException(
                    "no applier for " + command.getClass().getName());
        }
        return new PendingCommand<>(operation, command, applier);
    }
}
