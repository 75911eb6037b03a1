package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.store.StoreSchema.CHANGE_LOG;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.VectorState;
import dev.caxton.engine.identity.PatientWait;
import dev.caxton.engine.memory.vector.VectorFile;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.RowChange;
import dev.caxton.engine.store.RowListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of one model as they are searched: taken at the start from a file beside the database, or from the database
 * where that file is missing, damaged or too old; then kept in step with every row that changes. Thread-safe.
 */
final class IndexedVectors implements RowListener {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedVectors.class);
    /** How long a search waits for an index that is still being read before it finds a part. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** So many changes, and a quarter of the whole, make the file worth writing anew. */
    private static final long STALE_CHANGES = 10_000;

    private static final int REFRESHED_AT_ONCE = 500;

    private final String model;
    private final int dimensions;
    private final CodedVectorIndex index;
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final AtomicBoolean saving = new AtomicBoolean();
    private final AtomicBoolean partitioning = new AtomicBoolean();
    private final Object writing = new Object();

    private @Nullable Database database;
    private @Nullable Executor background;
    private volatile VectorState state = VectorState.LOADING;
    private volatile IndexLoader.Progress progress = IndexLoader.Progress.NONE;
    private volatile boolean closed;
    // Guarded by this, as the changes themselves are.
    private String position = "";
    private String savedPosition = "";
    private long unsaved;

    IndexedVectors(String model, int dimensions) {
        this.model = model;
        this.dimensions = dimensions;
        this.index = new CodedVectorIndex(dimensions);
    }

    VectorState state() {
        return state;
    }

    /** How much is loaded. */
    IndexLoader.Progress progress() {
        return progress;
    }

    /** Vectors that can be found. */
    long size() {
        return index.size();
    }

    /** Heap that they take. */
    long bytes() {
        return index.codes().bytes();
    }

    /** As {@link VectorIndex#nearest}. */
    List<NearestEntity> nearest(ReadTransaction tx, float[] query, VectorFilter filter, int limit) {
        return index.nearest(tx, query, filter, limit);
    }

    @Override
    public synchronized void changed(List<RowChange> changes) {
        Map<String, EntityGroup> groups = new HashMap<>();
        for (RowChange change : changes) {
            Row row = change.row();
            if (change.table().equals(EMBEDDINGS)) {
                index.remove(change.rid());
                unsaved++;
                if (row != null) {
                    indexed(row, groups).ifPresent(index::add);
                }
            } else if (change.table().equals(ENTITIES) && row != null) {
                groups.put(row.text("entity_id"), GraphReads.facts(row).group());
            } else if (change.table().equals(CHANGE_LOG) && row != null) {
                position = row.text("op_id");
            }
        }
        if (unsaved > Math.max(STALE_CHANGES, index.size() / 4) && state == VectorState.READY) {
            unsaved = 0;
            saveInBackground();
        }
        if (state == VectorState.READY && index.isWorthPartitioning()) {
            partitionInBackground();
        }
    }

    /** Has vectors that lie close together kept together, after they became many, while searches and changes go on. */
    private void partitionInBackground() {
        Database source = Objects.requireNonNull(database, "loaded before it is partitioned");
        if (!closed && partitioning.compareAndSet(false, true)) {
            inBackground(() -> {
                try {
                    if (index.partition(source, model)) {
                        synchronized (this) {
                            savedPosition = ""; // the file is of what was before
                        }
                        long unused = refresh();
                    }
                } catch (RuntimeException e) {
                    if (!closed) {
                        LOG.warn("vectors are searched as they lie, they cannot be partitioned: {}", e.toString());
                    }
                    return; // not tried again before the next start
                }
                partitioning.set(false);
            });
        }
    }

    private Optional<IndexedVector> indexed(Row row, Map<String, EntityGroup> groups) {
        if (!row.text("model").equals(model) || row.integer("dimensions") != dimensions) {
            return Optional.empty();
        }
        String entityId = row.text("entity_id");
        // A command that changes the vectors of an entity mostly changes the entity too; a background fill does not.
        EntityGroup group = groups.get(entityId);
        if (group == null) {
            Optional<EntityGroup> found = group(entityId);
            if (found.isEmpty()) {
                return Optional.empty(); // gone since, and its vectors with it: that change is told later
            }
            group = found.get();
            groups.put(entityId, group);
        }
        return Optional.of(new IndexedVector(
                row.rid(), row.text("owner_id"), entityId, group, Embedding.ofBytes(row.blob("vector"))));
    }

    private Optional<EntityGroup> group(String entityId) {
        return Objects.requireNonNull(database, "loaded before anything is written")
                .read(tx -> tx.find(ENTITIES, "where entity_id = ?", entityId)
                        .map(row -> GraphReads.facts(row).group()));
    }

    /**
     * Reads every vector of the database again, while searches and changes go on; returns how many there are. A vector is
     * read and taken over before the next change is told, so none is brought back that was just deleted.
     */
    long refresh() {
        Database source = Objects.requireNonNull(database, "loaded before it is refreshed");
        long after = 0;
        long read = 0;
        List<Row> page = List.of();
        do {
            long from = after;
            synchronized (this) {
                page = source.read(tx -> tx.select(
                        EMBEDDINGS,
                        "where model = ? and rid > ? order by rid limit ?",
                        model,
                        from,
                        REFRESHED_AT_ONCE));
                Map<String, EntityGroup> groups = new HashMap<>();
                index.replaceAll(page.stream()
                        .flatMap(row -> indexed(row, groups).stream())
                        .toList());
            }
            read += page.size();
            after = page.isEmpty() ? after : page.getLast().rid();
        } while (!page.isEmpty() && !closed);
        saveInBackground();
        return read;
    }

    /** Begins to load the vectors that are there now; called once, before any command is written. */
    void load(Database source, Executor executor) {
        database = source;
        background = executor;
        if (dimensions == 0) {
            state = VectorState.OFF;
            loaded.complete(null);
            return;
        }
        IndexLoader loader = new IndexLoader(source, file(source), model, dimensions, index, this::advanced);
        synchronized (this) {
            position = loader.position();
        }
        executor.execute(() -> load(loader));
    }

    private void load(IndexLoader loader) {
        try {
            long start = System.nanoTime();
            boolean current = loader.run();
            synchronized (this) {
                savedPosition = current ? loader.position() : "";
            }
            if (closed) {
                return;
            }
            state = VectorState.READY;
            loaded.complete(null);
            LOG.info(
                    "vector index loaded: vectors={} rebuilt={} ms={}",
                    index.size(),
                    loader.rebuilt(),
                    (System.nanoTime() - start) / 1_000_000);
            if (!current) {
                saveInBackground();
            }
            if (index.isWorthPartitioning() || index.codes().isBetweenCentres()) {
                partitionInBackground();
            }
        } catch (RuntimeException e) {
            if (!closed) {
                state = VectorState.FAILED;
                LOG.error("vector index cannot be loaded, memory cannot be searched by meaning", e);
            }
            loaded.completeExceptionally(e);
        }
    }

    private boolean advanced(VectorState current, IndexLoader.Progress reached) {
        state = current;
        progress = reached;
        return !closed;
    }

    private static Path file(Database database) {
        return database.file().resolveSibling(database.file().getFileName() + ".vectors");
    }

    private void saveInBackground() {
        if (!closed && saving.compareAndSet(false, true)) {
            inBackground(() -> {
                saving.set(false);
                boolean unused = save();
            });
        }
    }

    private void inBackground(Runnable task) {
        Executor executor = background;
        if (executor == null) {
            return; // nothing is loaded yet
        }
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("going down, closing writes the file: {}", e.toString());
        }
    }

    /** Leaves nothing in the file of vectors that were removed. */
    void eraseRemoved() {
        index.clearCache();
        Database source = database;
        if (source == null || save()) {
            return;
        }
        try {
            Files.deleteIfExists(file(source)); // made anew by the next start
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the file, so that the next start need not read every vector; a failure costs only that.
     *
     * @return whether the file is as the vectors are
     */
    private boolean save() {
        Database source = database;
        if (source == null || state != VectorState.READY) {
            return false;
        }
        synchronized (writing) {
            String at;
            VectorFile.Image image;
            List<String> groups;
            synchronized (this) {
                if (position.equals(savedPosition)) {
                    return true;
                }
                at = position;
                image = new VectorFile.Image(index.codes());
                groups = index.groups().labels();
                unsaved = 0;
            }
            try {
                new VectorFile(file(source)).write(model, at, groups, image);
                synchronized (this) {
                    savedPosition = at;
                }
                return true;
            } catch (IOException e) {
                LOG.warn("vector index could not be written, the next start makes it anew: {}", e.toString());
                return false;
            }
        }
    }

    /**
     * Waits a little for the index; after that a search finds what is loaded so far. {@code EMBEDDING_UNAVAILABLE} if it
     * could not be loaded.
     */
    void awaitLoaded() {
        try {
            PatientWait.atMost(PATIENCE, loaded);
        } catch (ExecutionException e) {
            throw CaxtonException.of(
                    ProblemType.EMBEDDING_UNAVAILABLE,
                    "vector index could not be loaded, expected loaded",
                    "verify the database (caxton storage verify --deep) and start again");
        }
    }

    /** Ends a load that is under way, or writes the file. */
    void close() {
        boolean unused = save();
        closed = true;
        loaded.completeExceptionally(new IllegalStateException("closed"));
    }
}
