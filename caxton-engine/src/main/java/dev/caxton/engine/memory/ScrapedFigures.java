package dev.caxton.engine.memory;

import dev.caxton.api.memory.VectorState;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.upkeep.MemoryLimits;
import dev.caxton.engine.ops.MemoryFigures;
import dev.caxton.engine.store.Database;
import java.util.function.Supplier;

/** What the metrics ask the memory at each scrape. */
final class ScrapedFigures implements MemoryFigures {

    private final Database database;
    private final MemoryCountStore counts;
    private final Embedder embedder;
    private final IndexedVectors vectors;
    private final PendingVectors pending;
    private final GraphIndex graph;
    private final Supplier<MemoryLimits> limits;

    ScrapedFigures(
            Database database,
            MemoryCountStore counts,
            Embedder embedder,
            IndexedVectors vectors,
            PendingVectors pending,
            GraphIndex graph,
            Supplier<MemoryLimits> limits) {
        this.database = database;
        this.counts = counts;
        this.embedder = embedder;
        this.vectors = vectors;
        this.pending = pending;
        this.graph = graph;
        this.limits = limits;
    }

    @Override
    public long graphBytes() {
        return graph.bytes();
    }

    @Override
    public long entities() {
        return counts.entities();
    }

    @Override
    public long relations() {
        return counts.relations();
    }

    @Override
    public double usagePercent() {
        return limits.get().usagePercent(counts.entities());
    }

    @Override
    public long databaseBytes() {
        return database.sizeBytes();
    }

    @Override
    public double cacheHitRate() {
        return embedder.figures().cacheHitRate().orElse(0);
    }

    @Override
    public long vectors() {
        return vectors.size();
    }

    @Override
    public long vectorsPending() {
        return pending.left();
    }

    @Override
    public long vectorBytes() {
        return vectors.bytes();
    }

    @Override
    public boolean vectorsReady() {
        return vectors.state() == VectorState.READY;
    }

    @Override
    public long textsTruncated() {
        return embedder.figures().truncated();
    }
}
