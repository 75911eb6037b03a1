package dev.caxton.api.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times of the memory.
 *
 * @param globalStats the whole store
 * @param scopeBreakdown the same by scope
 * @param performanceMetrics recent times
 */
public record MemoryStats(
        GlobalStats globalStats, List<ScopeStats> scopeBreakdown, PerformanceMetrics performanceMetrics) {
    public MemoryStats {
        scopeBreakdown = List.copyOf(scopeBreakdown);
    }

    /**
     * The whole store.
     *
     * @param totalEntities number of entities
     * @param totalRelations number of relations
     * @param totalObservations number of observations
     * @param totalAgents number of agents that own memory
     * @param storageSizeMb size of the database file in MB
     * @param embeddingModel name of the embedding model
     * @param embeddingDimensions length of its vectors
     */
    public record GlobalStats(
            long totalEntities,
            long totalRelations,
            long totalObservations,
            long totalAgents,
            double storageSizeMb,
            String embeddingModel,
            int embeddingDimensions) {}

    /**
     * One scope.
     *
     * @param scope which
     * @param entities number of entities
     * @param relations number of relations
     * @param observations number of observations
     */
    public record ScopeStats(MemoryScope scope, long entities, long relations, long observations) {}

    /**
     * Recent times; each is null before the first measurement.
     *
     * @param avgSearchTimeMs mean of recent searches in milliseconds
     * @param searchLatencyP99Ms their 99th percentile
     * @param avgStorageTimeMs mean of recent writes in milliseconds
     * @param graphTraversalP99Ms 99th percentile of recent walks in milliseconds
     * @param cacheHitRate part of embeddings that came from the cache, 0 to 1
     * @param embeddingsPerSecond texts embedded in a second in which the model worked, since the start
     */
    public record PerformanceMetrics(
            @Nullable Double avgSearchTimeMs,
            @Nullable Double searchLatencyP99Ms,
            @Nullable Double avgStorageTimeMs,
            @Nullable Double graphTraversalP99Ms,
            @Nullable Double cacheHitRate,
            @Nullable Double embeddingsPerSecond) {}
}
