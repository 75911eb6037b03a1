package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;

import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.StoreVectors.OwnedVector;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Embeds in the background what was stored without a vector: while the model was loading, or too much at once. */
final class VectorBackfill {

    private static final Logger LOG = LoggerFactory.getLogger(VectorBackfill.class);
    private static final int PAGE = 32;

    private final Database database;
    private final Embedder embedder;
    private final IdGenerator ids;
    private final Clock clock;
    private final Executor background;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean closed;

    VectorBackfill(Database database, Embedder embedder, IdGenerator ids, Clock clock, Executor background) {
        this.database = database;
        this.embedder = embedder;
        this.ids = ids;
        this.clock = clock;
        this.background = background;
    }

    /** A text and whose it is. */
    private record Missing(long rid, OwnerKind kind, String ownerId, EntityFacts entity, String text) {}

    /** Looks for texts without vectors, now or after the run that is under way; does nothing without a model. */
    void wake() {
        if (!closed && embedder.state() == ModelState.LOADED && wanted.getAndIncrement() == 0) {
            try {
                background.execute(this::run);
            } catch (RejectedExecutionException e) {
                // The server is going down; the next start finds what has no vector.
                wanted.set(0);
            }
        }
    }

    private void run() {
        int seen;
        do {
            seen = wanted.get();
            try {
                int stored = fill(VectorBackfill::entities) + fill(VectorBackfill::observations);
                if (stored > 0) {
                    LOG.info("texts embedded afterwards: count={}", stored);
                }
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn(
                            "texts could not be embedded, they are tried again after the next write: {}", e.toString());
                }
            }
        } while (!wanted.compareAndSet(seen, 0));
    }

    private interface PageReader {
        List<Missing> read(ReadTransaction tx, String model, long after);
    }

    private int fill(PageReader pages) {
        int stored = 0;
        long after = 0;
        while (!closed) {
            long from = after;
            List<Missing> page = database.read(tx -> pages.read(tx, embedder.model(), from));
            if (page.isEmpty()) {
                break;
            }
            List<float[]> vectors =
                    embedder.embedAll(page.stream().map(Missing::text).toList());
            List<OwnedVector> owned = new ArrayList<>(page.size());
            for (int i = 0; i < page.size(); i++) {
                Missing missing = page.get(i);
                owned.add(new OwnedVector(
                        missing.kind(), missing.ownerId(), missing.entity(), Embedding.of(vectors.get(i))));
            }
            database.write(
                    new Operation(ids.next().toString(), "memory", clock.instant()),
                    new StoreVectors(embedder.model(), owned));
            stored += page.size();
            after = page.getLast().rid();
        }
        return stored;
    }

    private static List<Missing> entities(ReadTransaction tx, String model, long after) {
        return tx
                .select(
                        ENTITIES,
                        "where rid > ? and not exists (select 1 from embeddings v"
                                + " where v.owner_id = entities.entity_id and v.model = ?) order by rid limit ?",
                        after,
                        model,
                        PAGE)
                .stream()
                .map(row -> new Missing(
                        row.rid(),
                        OwnerKind.ENTITY,
                        row.text("entity_id"),
                        GraphReads.facts(row),
                        EntityText.of(row.text("name"), row.text("entity_type"))))
                .toList();
    }

    private static List<Missing> observations(ReadTransaction tx, String model, long after) {
        List<Row> rows = tx.select(
                OBSERVATIONS,
                "where rid > ? and retracted_at is null and not exists (select 1 from embeddings v"
                        + " where v.owner_id = observations.observation_id and v.model = ?) order by rid limit ?",
                after,
                model,
                PAGE);
        return rows.stream()
                .map(row -> new Missing(
                        row.rid(),
                        OwnerKind.OBSERVATION,
                        row.text("observation_id"),
                        GraphReads.facts(GraphReads.requireById(tx, row.text("entity_id"))),
                        row.text("content")))
                .toList();
    }

    void close() {
        closed = true;
    }
}
