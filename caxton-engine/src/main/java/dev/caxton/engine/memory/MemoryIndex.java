package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.CorruptedException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of {@code memory.db} as they are searched: read once from the file in the background, then kept in step by
 * the commands that change it.
 *
 * <p>Made before the database, since the database's appliers report to it: give {@link #register} the options, then hand
 * both to {@link MemoryService}.
 */
public final class MemoryIndex {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryIndex.class);
    private static final int PAGE = 500;
    /** How long a search waits for an index that is still being read. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final VectorIndex vectors;
    private final GraphIndex graph = new GraphIndex();
    private final TextIndex words = new TextIndex();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final Set<String> removedWhileLoading = new HashSet<>();
    private volatile boolean closed;

    /** An empty index for vectors of this length. */
    public MemoryIndex(int dimensions) {
        this.vectors = new ExactVectorIndex(dimensions);
    }

    /** Adds the tables and commands of the memory to the options of its database. */
    public DatabaseOptions register(DatabaseOptions options) {
        return MemoryCommands.register(graph.register(options), this);
    }

    /** The graph as it is walked. */
    GraphIndex graph() {
        return graph;
    }

    TextIndex words() {
        return words;
    }

    VectorIndex vectors() {
        return vectors;
    }

    void addObservations(EntityFacts entity, List<PendingObservation> observations, Set<Integer> duplicates) {
        for (int i = 0; i < observations.size(); i++) {
            PendingObservation observation = observations.get(i);
            if (observation.embedding() != null && !duplicates.contains(i)) {
                vectors.add(entity, observation.observationId(), observation.embedding());
            }
        }
    }

    void remove(String entityId) {
        synchronized (removedWhileLoading) {
            if (!loaded.isDone()) {
                removedWhileLoading.add(entityId);
            }
            vectors.remove(entityId);
        }
        words.remove(entityId);
    }

    /** As {@link #remove}, for one observation of an entity. */
    void removeObservation(String entityId, String observationId) {
        synchronized (removedWhileLoading) {
            if (!loaded.isDone()) {
                removedWhileLoading.add(observationId);
            }
            vectors.removeOwner(entityId, observationId);
        }
    }

    /** Begins to read the vectors that are there now; called once, before any command is written. */
    void load(Database database, String model, Executor background) {
        graph.load(database, background);
        long highest = database.read(tx -> tx.count("select max(rid) from embeddings"));
        background.execute(() -> {
            try {
                long start = System.nanoTime();
                loadUpTo(database, model, highest);
                finish();
                LOG.info(
                        "vector index loaded: vectors={} ms={}",
                        vectors.size(),
                        (System.nanoTime() - start) / 1_000_000);
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.error("vector index cannot be loaded, memory cannot be searched", e);
                }
                loaded.completeExceptionally(e);
            }
        });
    }

    private void finish() {
        synchronized (removedWhileLoading) {
            loaded.complete(null);
            removedWhileLoading.clear();
        }
    }

    private void loadUpTo(Database database, String model, long highest) {
        Map<String, EntityFacts> entities = new HashMap<>();
        long after = 0;
        while (after < highest && !closed) {
            long from = after;
            List<Loaded> page = database.read(tx -> page(tx, model, from, highest, entities));
            if (page.isEmpty()) {
                return;
            }
            synchronized (removedWhileLoading) {
                for (Loaded vector : page) {
                    if (!removedWhileLoading.contains(vector.entity().entityId())
                            && !removedWhileLoading.contains(vector.ownerId())) {
                        vectors.add(vector.entity(), vector.ownerId(), vector.embedding());
                    }
                }
            }
            after = page.getLast().rid();
        }
    }

    private record Loaded(long rid, EntityFacts entity, String ownerId, Embedding embedding) {}

    /** The next vectors; where rows are damaged, those that are whole. */
    private List<Loaded> page(
            ReadTransaction tx, String model, long after, long highest, Map<String, EntityFacts> entities) {
        List<Row> rows;
        try {
            rows = tx.select(
                    EMBEDDINGS,
                    "where model = ? and rid > ? and rid <= ? order by rid limit ?",
                    model,
                    after,
                    highest,
                    PAGE);
        } catch (CorruptedException e) {
            rows = singly(tx, model, after, highest);
        }
        List<Loaded> page = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String entityId = row.text("entity_id");
            EntityFacts facts = entities.computeIfAbsent(
                    entityId,
                    id -> GraphReads.byId(tx, id)
                            .map(GraphReads::facts)
                            .orElseThrow(
                                    () -> new IllegalStateException("vector of entity " + id + " that is not there")));
            page.add(new Loaded(row.rid(), facts, row.text("owner_id"), Embedding.ofBytes(row.blob("vector"))));
        }
        return page;
    }

    private static List<Row> singly(ReadTransaction tx, String model, long after, long highest) {
        List<Row> rows = new ArrayList<>();
        List<Long> rids = tx.query(
                "select rid from embeddings where model = ? and rid > ? and rid <= ? order by rid",
                result -> result.getLong(1),
                model,
                after,
                highest);
        for (long rid : rids) {
            if (rows.size() == PAGE) {
                break;
            }
            try {
                Optional<Row> row = tx.find(EMBEDDINGS, "where rid = ?", rid);
                row.ifPresent(rows::add);
            } catch (CorruptedException e) {
                LOG.warn("vector left out of the index: {}", e.getMessage());
            }
        }
        return rows;
    }

    /** Waits a little for the index; {@code EMBEDDING_UNAVAILABLE} while it is not whole. */
    void awaitLoaded() {
        try {
            loaded.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw CaxtonException.of(
                    ProblemType.EMBEDDING_UNAVAILABLE,
                    "vector index is starting with " + vectors.size() + " vectors, expected loaded",
                    "try again in a few seconds");
        } catch (ExecutionException e) {
            throw CaxtonException.of(
                    ProblemType.EMBEDDING_UNAVAILABLE,
                    "vector index could not be loaded, expected loaded",
                    "verify the database (caxton storage verify --deep) and start again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CaxtonException.of(
                    ProblemType.EMBEDDING_UNAVAILABLE, "search was interrupted, expected to end", (String) null);
        }
    }

    /** Ends a load that is under way. */
    void close() {
        closed = true;
        graph.close();
        words.close();
        loaded.completeExceptionally(new IllegalStateException("closed"));
    }
}
