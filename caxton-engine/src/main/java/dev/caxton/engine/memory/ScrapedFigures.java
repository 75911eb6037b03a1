package dev.caxton.engine.memory;

import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.ops.MemoryFigures;
import dev.caxton.engine.store.Database;

/** What the metrics ask the memory at each scrape. */
final class ScrapedFigures implements MemoryFigures {

    private final Database database;
    private final MemoryCountStore counts;
    private final Embedder embedder;
    private final GraphIndex graph;

    ScrapedFigures(Database database, MemoryCountStore counts, Embedder embedder, GraphIndex graph) {
        this.database = database;
        this.counts = counts;
        this.embedder = embedder;
        this.graph = graph;
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
    public long databaseBytes() {
        return database.sizeBytes();
    }

    @Override
    public double cacheHitRate() {
        return embedder.figures().cacheHitRate().orElse(0);
    }
}
