package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.identity.PatientWait;
import dev.caxton.engine.memory.PendingTexts.Pending;
import dev.caxton.engine.memory.StoreVectors.OwnedVector;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds in the background what has no vector of the configured model: stored while the model was loading, too much at
 * once, or embedded by another model.
 *
 * <p>What was written since the start comes first, so that a search soon finds it; then the rest, the newest first. Each
 * page is stored by a command of its own, so that a killed process goes on where it was. Thread-safe.
 */
final class VectorBackfill implements PendingVectors {

    private static final Logger LOG = LoggerFactory.getLogger(VectorBackfill.class);
    /** Enough to sort by length, little enough to show progress. */
    private static final int PAGE = 128;
    /** How long a search waits for texts that were written a moment ago. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** More than this is not done within that time, so that no search waits for it. */
    private static final long SOON = 256;

    private final Database database;
    private final Embedder embedder;
    private final IdGenerator ids;
    private final Clock clock;
    private final Executor background;
    private final PendingTexts texts;

    private CompletableFuture<Void> recent = CompletableFuture.completedFuture(null);
    private boolean running;
    private boolean wanted;
    private boolean everything = true;
    private volatile Progress progress = new Progress(0, 0);
    private volatile boolean closed;

    /**
     * How far it is.
     *
     * @param done texts embedded in the run that is under way, or in the last one
     * @param left texts it has to embed yet, as far as known
     */
    record Progress(long done, long left) {}

    VectorBackfill(Database database, Embedder embedder, IdGenerator ids, Clock clock, Executor background) {
        this.database = database;
        this.embedder = embedder;
        this.ids = ids;
        this.clock = clock;
        this.background = background;
        this.texts = new PendingTexts(database, embedder);
    }

    /** Something was written without a vector: embeds it as soon as the model is there; does nothing without a model. */
    void wake() {
        synchronized (this) {
            if (closed || embedder.dimensions() == 0) {
                return;
            }
            wanted = true;
            if (recent.isDone()) {
                recent = new CompletableFuture<>();
            }
        }
        start();
    }

    /** As {@link #wake}, looking at every text again: for where vectors were taken away. */
    void rescan() {
        synchronized (this) {
            everything = true;
        }
        wake();
    }

    private void start() {
        synchronized (this) {
            if (closed || embedder.state() != ModelState.LOADED) {
                if (embedder.state() == ModelState.MISSING || embedder.state() == ModelState.CORRUPT) {
                    recent.complete(null);
                }
                return;
            }
            wanted = true;
            if (running) {
                return;
            }
            running = true;
        }
        try {
            background.execute(this::run);
        } catch (RejectedExecutionException e) {
            end(); // the server is going down; the next start finds what has no vector
        }
    }

    private synchronized void end() {
        running = false;
        recent.complete(null);
    }

    private void run() {
        try {
            while (true) {
                boolean all;
                CompletableFuture<Void> awaited;
                synchronized (this) {
                    if (!wanted || closed) {
                        end();
                        return;
                    }
                    wanted = false;
                    all = everything;
                    everything = false;
                    awaited = recent;
                }
                fill(all, awaited);
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                everything = true;
                end();
            }
            if (!closed) {
                LOG.warn("texts could not be embedded, they are tried again after the next write: {}", e.toString());
            }
        }
    }

    private void fill(boolean all, CompletableFuture<Void> awaited) {
        progress = new Progress(0, texts.countRecent());
        texts.recent(PAGE, this::store);
        synchronized (this) {
            // What was written meanwhile has set wanted again, and waits for a future of its own.
            if (!wanted) {
                awaited.complete(null);
            }
        }
        if (all) {
            progress = new Progress(progress.done(), texts.count());
            texts.earlier(PAGE, this::store);
        }
        long done = progress.done();
        progress = new Progress(done, 0);
        if (done > 0) {
            LOG.info("texts embedded afterwards: count={} model={}", done, embedder.model());
        }
    }

    /** Embeds and stores a page; false if there is to be no other. */
    private boolean store(List<Pending> page) {
        if (closed) {
            return false;
        }
        List<float[]> vectors =
                embedder.embedInBulk(page.stream().map(Pending::text).toList());
        List<OwnedVector> owned = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            Pending pending = page.get(i);
            try {
                owned.add(new OwnedVector(
                        pending.kind(), pending.ownerId(), pending.entity(), Embedding.of(vectors.get(i))));
            } catch (CaxtonException e) {
                LOG.warn("text stays without a vector: owner={} {}", pending.ownerId(), e.getMessage());
            }
        }
        if (!owned.isEmpty()) {
            database.write(
                    new Operation(ids.next().toString(), "memory", clock.instant()),
                    new StoreVectors(embedder.model(), owned));
        }
        progress = new Progress(progress.done() + page.size(), Math.max(0, progress.left() - page.size()));
        return !closed;
    }

    /** Waits a little for texts that were written a moment ago, unless there are too many. */
    void awaitRecent() {
        CompletableFuture<Void> awaited;
        synchronized (this) {
            awaited = recent;
        }
        if (!awaited.isDone() && progress.left() <= SOON) {
            try {
                PatientWait.atMost(PATIENCE, awaited);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a run of the backfill never fails as such", e.getCause());
            }
        }
    }

    Progress progress() {
        return progress;
    }

    @Override
    public long left() {
        return progress.left();
    }

    @Override
    public boolean isPending(ReadTransaction tx, String ownerId) {
        return texts.isPending(tx, ownerId);
    }

    void close() {
        synchronized (this) {
            closed = true;
            recent.complete(null);
        }
    }
}
