package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.memory.vector.VectorFile;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.ReadTransaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of {@code memory.db} as they are searched: taken from a file beside the database, or from the database
 * where that file is missing, damaged or too old; then kept in step by the commands that change it.
 *
 * <p>Made before the database, since the database's appliers report to it: give {@link #register} the options, then hand
 * both to {@link MemoryService}. Only vectors of one model are in it. Thread-safe.
 */
public final class MemoryIndex {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryIndex.class);
    /** How long a search waits for an index that is still being read before it finds a part. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** So many changes, and a quarter of the whole, make the file worth writing anew. */
    private static final long STALE_CHANGES = 10_000;

    private final String model;
    private final int dimensions;
    private final CodedVectorIndex vectors;
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final AtomicBoolean saving = new AtomicBoolean();
    private final Object writing = new Object();

    private @Nullable Database database;
    private @Nullable Executor background;
    private volatile IndexState state = IndexState.LOADING;
    private volatile IndexLoader.Progress progress = IndexLoader.Progress.NONE;
    private volatile boolean closed;
    /** Guarded by this, with the changes themselves: the last operation that the vectors know. */
    private String position = "";

    private String savedPosition = "";
    private long unsaved;

    /** An empty index for the vectors of a model. */
    public MemoryIndex(String model, int dimensions) {
        this.model = model;
        this.dimensions = dimensions;
        this.vectors = new CodedVectorIndex(dimensions, this::read);
    }

    private <T> T read(Function<? super ReadTransaction, ? extends T> work) {
        return Objects.requireNonNull(database, "loaded before it is searched").read(work);
    }

    /** Adds the tables and commands of the memory to the options of its database. */
    public DatabaseOptions register(DatabaseOptions options) {
        DatabaseOptions all = options.withSchema(MemorySchema.MIGRATIONS, MemorySchema.TABLES);
        all = indexed(all, CreateEntity.class, new CreateEntityApplier());
        all = indexed(all, AddObservations.class, new AddObservationsApplier());
        all = indexed(all, DeleteEntity.class, new DeleteEntityApplier());
        all = indexed(all, ClearMemory.class, new ClearMemoryApplier());
        all = indexed(all, CreateRelation.class, new CreateRelationApplier());
        return indexed(all, StoreVectors.class, new StoreVectorsApplier());
    }

    /** Every command that may change vectors, or an entity's type, scope or owner, goes through this. */
    private <C extends Command> DatabaseOptions indexed(DatabaseOptions options, Class<C> type, Applier<C> applier) {
        return options.withApplier(type, new IndexingApplier<>(applier, this));
    }

    VectorIndex vectors() {
        return vectors;
    }

    IndexState state() {
        return state;
    }

    /** How much of the index is loaded. */
    IndexLoader.Progress progress() {
        return progress;
    }

    /** Heap that the index takes. */
    long bytes() {
        return vectors.codes().bytes();
    }

    /** Takes over what a committed command did. On the writer thread. */
    synchronized void apply(String operationId, List<VectorChange> changes) {
        for (VectorChange change : changes) {
            switch (change) {
                case VectorChange.Added added -> add(added);
                case VectorChange.Removed removed -> vectors.remove(removed.rid());
                case VectorChange.Regrouped regrouped -> vectors.regroup(regrouped.rid(), regrouped.group());
            }
        }
        position = operationId;
        unsaved += changes.size();
        if (unsaved > Math.max(STALE_CHANGES, vectors.size() / 4) && state == IndexState.READY) {
            saveInBackground();
        }
    }

    private void add(VectorChange.Added added) {
        if (added.model().equals(model) && added.vector().embedding().dimensions() == dimensions) {
            vectors.add(added.vector());
        }
    }

    /** Begins to load the vectors that are there now; called once, before any command is written. */
    void load(Database source, Executor executor) {
        database = source;
        background = executor;
        if (dimensions == 0) {
            state = IndexState.OFF;
            loaded.complete(null);
            return;
        }
        IndexLoader loader = new IndexLoader(source, file(source), model, dimensions, vectors, this::advanced);
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
            state = closed ? state : IndexState.READY;
            loaded.complete(null);
            LOG.info(
                    "vector index loaded: vectors={} rebuilt={} ms={}",
                    vectors.size(),
                    loader.rebuilt(),
                    (System.nanoTime() - start) / 1_000_000);
            if (!current) {
                saveInBackground();
            }
        } catch (RuntimeException e) {
            state = IndexState.FAILED;
            if (!closed) {
                LOG.error("vector index cannot be loaded, memory cannot be searched by meaning", e);
            }
            loaded.completeExceptionally(e);
        }
    }

    private boolean advanced(IndexState current, IndexLoader.Progress reached) {
        state = current;
        progress = reached;
        return !closed;
    }

    private static Path file(Database database) {
        return database.file().resolveSibling(database.file().getFileName() + ".vectors");
    }

    private void saveInBackground() {
        Executor executor = background;
        if (executor != null && !closed && saving.compareAndSet(false, true)) {
            try {
                executor.execute(() -> {
                    saving.set(false);
                    save();
                });
            } catch (RejectedExecutionException e) {
                saving.set(false); // going down; closing saves too
            }
        }
    }

    /** Writes the file, so that the next start need not read every vector; a failure costs only that. */
    private void save() {
        Database source = database;
        if (source == null || state != IndexState.READY) {
            return;
        }
        synchronized (writing) {
            String at;
            VectorFile.Image image;
            List<String> groups;
            synchronized (this) {
                if (position.equals(savedPosition)) {
                    return;
                }
                at = position;
                image = new VectorFile.Image(vectors.codes());
                groups = vectors.groups().labels();
                unsaved = 0;
            }
            try {
                new VectorFile(file(source)).write(model, at, groups, image);
                synchronized (this) {
                    savedPosition = at;
                }
            } catch (IOException e) {
                LOG.warn("vector index could not be written, the next start makes it anew: {}", e.toString());
            }
        }
    }

    /** Waits a little for the index; after that a search finds what is loaded so far. */
    void awaitLoaded() {
        try {
            loaded.copy()
                    .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw CaxtonException.of(
                    ProblemType.EMBEDDING_UNAVAILABLE,
                    "vector index could not be loaded, expected loaded",
                    "verify the database (caxton storage verify --deep) and start again");
        }
    }

    /** Ends a load that is under way, or writes the file. */
    void close() {
        save();
        closed = true;
        loaded.completeExceptionally(new IllegalStateException("closed"));
    }
}
