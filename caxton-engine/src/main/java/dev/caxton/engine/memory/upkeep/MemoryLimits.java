package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.memory.MemoryCapacity;
import dev.caxton.api.memory.MemoryCapacity.Limit;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.MemoryUsage;
import dev.caxton.api.memory.MemoryUsage.Component;
import dev.caxton.engine.memory.embedding.EmbeddingFigures;
import dev.caxton.engine.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the memory should hold at most. Passing a limit warns; nothing is refused for it.
 *
 * @param entities entities recommended at most ({@code memory.max_entities}; documented: 100,000)
 * @param relations relations recommended at most (documented: 1,000,000)
 * @param entitiesOfAgent entities of one agent recommended at most (documented: 10,000)
 * @param cacheEntries vectors in the embedding cache at most
 * @param cleanupInterval how often orphaned rows are removed; zero for never
 */
public record MemoryLimits(
        long entities, long relations, long entitiesOfAgent, long cacheEntries, Duration cleanupInterval) {

    /** Relations recommended at most, as documented. */
    public static final long RELATIONS = 1_000_000;
    /** Entities of one agent recommended at most, as documented. */
    public static final long ENTITIES_OF_AGENT = 10_000;

    static final int WARN_PERCENT = 80;

    /** What a process with the model is expected to take: 203 MB (runbook 003). */
    static final long MODEL_BASELINE_BYTES = 203_000_000;

    /** Documented budgets of runbook 003. */
    private static final long ENTITY_STORE_LIMIT = 500L << 20;

    private static final long VECTOR_CACHE_LIMIT = 200L << 20;

    private static final double PERCENT = 100;

    MemoryUsage usage(MemoryStatus now, EmbeddingFigures figures, long processBytes) {
        long vectorBytes = (long) now.embeddingDimensions() * Float.BYTES;
        long indexBytes = now.vectorIndex() == null ? 0 : now.vectorIndex().bytes();
        List<Component> components = new ArrayList<>();
        components.add(Component.of("entity store", now.sqliteSizeBytes(), ENTITY_STORE_LIMIT));
        components.add(Component.of("vector index", indexBytes, VECTOR_CACHE_LIMIT));
        components.add(
                Component.of("embedding cache", figures.cacheEntries() * vectorBytes, cacheEntries * vectorBytes));
        components.add(Component.of("whole process", processBytes, null));
        return new MemoryUsage(components, usagePercent(now.entities()));
    }

    /** Share of the limit that so many entities use, in percent; above 100 where they pass it. */
    public double usagePercent(long present) {
        return present * PERCENT / entities;
    }

    MemoryCapacity capacity(Database database, MemoryStatus now, int warnPercent) {
        List<Limit> limits = new ArrayList<>();
        limits.add(Limit.of("entities", "", now.entities(), entities));
        limits.add(Limit.of("relations", "", now.relations(), relations));
        limits.addAll(database.read(tx -> tx.query(
                "select agent_id, count(*) from entities where scope = 'agent' group by agent_id"
                        + " order by count(*) desc limit 5",
                result -> Limit.of("entities_of_agent", result.getString(1), result.getLong(2), entitiesOfAgent))));
        double fullest = limits.stream().mapToDouble(Limit::percent).max().orElse(0);
        return new MemoryCapacity(warnPercent, fullest, fullest >= warnPercent, limits);
    }
}
