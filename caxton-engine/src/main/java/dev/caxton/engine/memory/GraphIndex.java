package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.memory.graph.Adjacency;
import dev.caxton.engine.memory.graph.GraphChange;
import dev.caxton.engine.memory.graph.GraphChange.EntityGone;
import dev.caxton.engine.memory.graph.GraphChange.EntityThere;
import dev.caxton.engine.memory.graph.GraphChange.RelationGone;
import dev.caxton.engine.memory.graph.GraphChange.RelationThere;
import dev.caxton.engine.memory.graph.GraphView;
import dev.caxton.engine.memory.graph.Loader;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.RowChange;
import dev.caxton.engine.store.RowListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory graph as walks see it: read once from the file in the background, then kept in step with every row that
 * changes, whichever command changes it. Derived: the file is the truth, and a start reads it anew.
 */
final class GraphIndex implements RowListener {

    private static final Logger LOG = LoggerFactory.getLogger(GraphIndex.class);
    private static final int PAGE = 5_000;
    /** How long a walk waits for a graph that is still being read. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Adjacency adjacency = new Adjacency();
    private final Object buffering = new Object();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
    /** Changes that came before everything was read; null since. */
    private @Nullable List<GraphChange> whileLoading = new ArrayList<>();
    /** Where the file is and who reads it; null until {@link #load}. */
    private volatile @Nullable Source source;

    private volatile boolean closed;

    private record Source(Database database, Executor background) {}

    /** Whose an entity is, as a word. */
    static String owner(MemoryScope scope, @Nullable String agentId) {
        return agentId == null ? scope.wireName() : scope.wireName() + " " + agentId;
    }

    /** The words of those whose entities are seen. */
    static List<String> owners(Visibility visibility) {
        return visibility.scopes().stream()
                .map(scope -> owner(scope, visibility.ownerIn(scope)))
                .toList();
    }

    @Override
    public void changed(List<RowChange> changes) {
        List<GraphChange> graphChanges =
                changes.stream().map(GraphIndex::change).toList();
        synchronized (buffering) {
            if (whileLoading != null) {
                whileLoading.addAll(graphChanges);
                return;
            }
        }
        try {
            adjacency.apply(graphChanges);
        } catch (RuntimeException e) {
            // A defect; the file knows better.
            LOG.error("graph could not follow a change, it is read anew", e);
            reload();
            return;
        }
        Source from = source;
        if (from != null && adjacency.wantsRebuild()) {
            execute(from.background(), adjacency::rebuild);
        }
    }

    private void execute(Executor background, Runnable task) {
        try {
            if (!closed) {
                background.execute(task);
            }
        } catch (RejectedExecutionException e) {
            // The server is going down; the next start reads the graph anew.
            closed = true;
        }
    }

    private static GraphChange change(RowChange change) {
        Row row = change.row();
        if (change.table() == ENTITIES) {
            return row == null
                    ? new EntityGone(change.rid())
                    : new EntityThere(
                            row.rid(),
                            row.text("entity_id"),
                            row.text("entity_type"),
                            owner(GraphReads.scope(row), row.textOrNull("agent_id")));
        }
        if (row == null || row.integerOrNull("retracted_at") != null) {
            return new RelationGone(change.rid());
        }
        return new RelationThere(
                row.rid(),
                row.text("from_entity"),
                row.text("to_entity"),
                row.text("relation_type"),
                row.real("strength"),
                row.integer("valid_from"),
                end(row.integerOrNull("valid_to")));
    }

    private static long end(@Nullable Long validTo) {
        return validTo == null ? Long.MAX_VALUE : validTo;
    }

    /** Begins to read the graph; called once. */
    void load(Database database, Executor background) {
        Source from = new Source(database, background);
        source = from;
        execute(background, () -> run(from, loaded));
    }

    /** Begins to read the graph again, after something went wrong. */
    private void reload() {
        Source from = source;
        CompletableFuture<Void> next = new CompletableFuture<>();
        synchronized (buffering) {
            if (from == null || whileLoading != null) {
                return;
            }
            whileLoading = new ArrayList<>();
            loaded = next;
        }
        execute(from.background(), () -> run(from, next));
    }

    private void run(Source from, CompletableFuture<Void> done) {
        try {
            long start = System.nanoTime();
            read(from.database());
            catchUp();
            done.complete(null);
            LOG.info("graph loaded: bytes={} ms={}", adjacency.bytes(), (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException e) {
            synchronized (buffering) {
                whileLoading = null;
            }
            if (!closed) {
                LOG.error("graph cannot be loaded, it cannot be walked", e);
            }
            done.completeExceptionally(e);
        }
    }

    private void read(Database database) {
        Loader loader = adjacency.loader();
        long after = 0;
        for (List<EntityThere> page = entities(database, after); !page.isEmpty(); page = entities(database, after)) {
            page.forEach(loader::add);
            after = page.getLast().rid();
            requireOpen();
        }
        after = 0;
        for (List<RelationThere> page = relations(database, after);
                !page.isEmpty();
                page = relations(database, after)) {
            page.forEach(loader::add);
            after = page.getLast().rid();
            requireOpen();
        }
        loader.finish();
    }

    private static List<EntityThere> entities(Database database, long after) {
        return database.read(tx -> tx.query(
                "select rid, entity_id, entity_type, scope, agent_id from entities where rid > ? order by rid limit ?",
                result -> new EntityThere(
                        result.getLong(1),
                        result.getString(2),
                        result.getString(3),
                        owner(WireName.parse(MemoryScope.class, "scope", result.getString(4)), result.getString(5))),
                after,
                PAGE));
    }

    private static List<RelationThere> relations(Database database, long after) {
        return database.read(tx -> tx.query(
                "select rid, from_entity, to_entity, relation_type, strength, valid_from, valid_to from relations"
                        + " where rid > ? and retracted_at is null order by rid limit ?",
                result -> {
                    long end = result.getLong(7);
                    long validTo = result.wasNull() ? Long.MAX_VALUE : end;
                    return new RelationThere(
                            result.getLong(1),
                            result.getString(2),
                            result.getString(3),
                            result.getString(4),
                            result.getDouble(5),
                            result.getLong(6),
                            validTo);
                },
                after,
                PAGE));
    }

    /** Applies what changed meanwhile, until nothing more does; the last of it while the writer waits. */
    private void catchUp() {
        synchronized (buffering) {
            if (whileLoading != null) {
                for (GraphChange change : whileLoading) {
                    adjacency.apply(List.of(change));
                }
            }
            whileLoading = null;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
    }

    /** The graph as it is now; waits a little while it is being read, then {@code STARTING}. */
    GraphView view() {
        CompletableFuture<Void> loading = loaded;
        try {
            loading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return adjacency.view();
        } catch (TimeoutException e) {
            throw CaxtonException.of(
                    ProblemType.STARTING,
                    "memory graph is being read from the file, expected loaded",
                    "try again in a few seconds");
        } catch (ExecutionException e) {
            // Perhaps the file was repaired since; this walk fails all the same.
            reload();
            if (e.getCause() instanceof CaxtonException failure) {
                throw failure;
            }
            throw CaxtonException.of(
                    ProblemType.STORAGE_FAILED,
                    "memory graph could not be read from the file, expected loaded",
                    "verify the database (caxton storage verify --deep) and start again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CaxtonException.of(ProblemType.TIMEOUT, "walk was interrupted, expected to end", (String) null);
        }
    }

    /** Bytes that the graph takes on the heap. */
    long bytes() {
        return adjacency.bytes();
    }

    /** Ends a load that is under way. */
    void close() {
        closed = true;
        loaded.completeExceptionally(new IllegalStateException("closed"));
    }
}
