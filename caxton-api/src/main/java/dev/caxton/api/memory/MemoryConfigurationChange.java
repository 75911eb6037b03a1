package dev.caxton.api.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A change of how the memory is kept; what is null stays as it is. What needs a restart may be given as it is, and is
 * {@code INVALID_ARGUMENT} otherwise.
 *
 * @param retentionPolicy what is kept
 * @param performanceSettings what it costs
 */
public record MemoryConfigurationChange(
        @Nullable RetentionChange retentionPolicy, @Nullable PerformanceChange performanceSettings) {

    /**
     * What is kept.
     *
     * @param maxEntities entities recommended at most, 1 to 100,000,000
     * @param maxEntitiesPerAgent entities of one agent recommended at most, 1 to 100,000,000
     * @param cleanupInterval how often rows without an owner are removed, at most 30 days; zero for never
     * @param refuseSecrets whether a text that seems to hold a password, key or token is refused
     */
    public record RetentionChange(
            @Nullable Long maxEntities,
            @Nullable Long maxEntitiesPerAgent,
            @Nullable Duration cleanupInterval,
            @Nullable Boolean refuseSecrets) {}

    /**
     * What it costs.
     *
     * @param searchLimit memories recalled for an agent's answer, 1 to 100
     * @param embeddingModel only as it is
     * @param embeddingCacheEntries only as it is
     * @param embeddingThreads only as it is
     * @param maxBatchSize only as it is
     */
    public record PerformanceChange(
            @Nullable Integer searchLimit,
            @Nullable String embeddingModel,
            @Nullable Integer embeddingCacheEntries,
            @Nullable Integer embeddingThreads,
            @Nullable Integer maxBatchSize) {}

    /** A change of what is kept. */
    public static MemoryConfigurationChange of(RetentionChange retention) {
        return new MemoryConfigurationChange(retention, null);
    }
}
