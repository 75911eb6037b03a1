package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStats;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.VectorStatus;
import dev.caxton.api.ops.ModelState;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.embedding.EmbeddingFigures;
import dev.caxton.engine.ops.LatencyWindow;
import dev.caxton.engine.store.Database;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a memory says of itself. Thread-safe.
 *
 * @param searches how long searches took lately
 * @param writes how long changes took
 * @param walks how long walks over the graph took
 */
record MemoryFigures(
        Database database,
        MemoryIndex index,
        Embedder embedder,
        VectorBackfill backfill,
        MemoryCountStore counts,
        LatencyWindow searches,
        LatencyWindow writes,
        LatencyWindow walks) {

    private static final double MEGABYTE = 1_000_000;
    private static final double MILLIS = 1_000;

    /** Counts and times; of one agent, by its id, or of all. */
    MemoryStats stats(@Nullable String agentId, @Nullable MemoryScope scope) {
        MemoryCountStore.Totals totals = totals();
        EmbeddingFigures figures = embedder.figures();
        LatencyWindow.Snapshot sought = searches.snapshot();
        return new MemoryStats(
                new MemoryStats.GlobalStats(
                        totals.entities(),
                        totals.relations(),
                        totals.observations(),
                        totals.agents(),
                        database.sizeBytes() / MEGABYTE,
                        embedder.model(),
                        embedder.dimensions()),
                counts.byScope(agentId, scope),
                new MemoryStats.PerformanceMetrics(
                        millis(sought, sought.mean()),
                        millis(sought, sought.p99()),
                        millis(writes.snapshot(), writes.snapshot().mean()),
                        millis(walks.snapshot(), walks.snapshot().p99()),
                        orNull(figures.cacheHitRate()),
                        orNull(figures.textsPerSecond())));
    }

    /** How the memory is. */
    MemoryStatus status() {
        MemoryCountStore.Totals totals = totals();
        LatencyWindow.Snapshot sought = searches.snapshot();
        return new MemoryStatus(
                database.status(),
                database.sizeBytes(),
                embedder.model(),
                embedder.state(),
                embedder.dimensions(),
                totals.entities(),
                totals.relations(),
                totals.observations(),
                index.vectors().size(),
                totals.missing(),
                orNull(embedder.figures().cacheHitRate()),
                millis(sought, sought.p99()),
                database.freePercent(),
                vectorStatus());
    }

    private MemoryCountStore.Totals totals() {
        return counts.totals(
                embedder.model(), embedder.dimensions(), index.vectors().size());
    }

    private VectorStatus vectorStatus() {
        EmbeddingFigures figures = embedder.figures();
        return new VectorStatus(
                index.vectors().state(),
                embedder.dimensions() == 0
                        || embedder.state() == ModelState.MISSING
                        || embedder.state() == ModelState.CORRUPT,
                index.vectors().progress().done(),
                index.vectors().progress().total(),
                index.vectors().bytes(),
                backfill.progress().done(),
                backfill.progress().left(),
                figures.truncated(),
                figures.cacheEntries());
    }

    private static @Nullable Double millis(LatencyWindow.Snapshot snapshot, double seconds) {
        return snapshot.count() == 0 ? null : seconds * MILLIS;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
