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
     * @param retention how long shared memories are kept, and those of agents whose file does not say, at most 36,500
     *     days; zero for ever. What is older is deleted with the next cleanup
     * @param decayHalfLife after how long an observation counts for half as sure, at most 36,500 days; zero for never
     * @param minConfidence observations less sure than this are deleted with the next cleanup, decay included, 0 to 1; 0
     *     for none
     * @param decayByUse whether observations that searches find fade later; without effect where there is no half-life
     */
    public record RetentionChange(
            @Nullable Long maxEntities,
            @Nullable Long maxEntitiesPerAgent,
            @Nullable Duration cleanupInterval,
            @Nullable Boolean refuseSecrets,
            @Nullable Duration retention,
            @Nullable Duration decayHalfLife,
            @Nullable Double minConfidence,
            @Nullable Boolean decayByUse) {

        /** A change of limits, cleanup and refusals only. */
        public RetentionChange(
                @Nullable Long maxEntities,
                @Nullable Long maxEntitiesPerAgent,
                @Nullable Duration cleanupInterval,
                @Nullable Boolean refuseSecrets) {
            this(maxEntities, maxEntitiesPerAgent, cleanupInterval, refuseSecrets, null, null, null, null);
        }
    }

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
