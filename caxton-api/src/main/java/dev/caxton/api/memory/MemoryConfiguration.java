package dev.caxton.api.memory;

import java.time.Duration;
import java.util.List;

/**
 * How the memory is kept.
 *
 * @param retentionPolicy what is kept, and how much of it
 * @param performanceSettings what it costs, and what it takes
 * @param changed members that were changed while a server ran, such as {@code max_entities}; they hold against the
 *     configuration file until they are set to what that says
 */
public record MemoryConfiguration(
        RetentionPolicy retentionPolicy, PerformanceSettings performanceSettings, List<String> changed) {
    public MemoryConfiguration {
        changed = List.copyOf(changed);
    }

    /**
     * What is kept.
     *
     * @param maxEntities entities recommended at most; passing it warns and refuses nothing
     * @param maxEntitiesPerAgent entities of one agent recommended at most; the same
     * @param cleanupInterval how often rows without an owner are removed; zero for never
     * @param refuseSecrets whether a text that seems to hold a password, key or token is refused
     * @param retention how long shared memories are kept, and those of agents whose file does not say; zero for ever
     * @param decayHalfLife after how long an observation counts for half as sure; zero for never
     * @param minConfidence observations less sure than this are removed by a cleanup, decay included; 0 for none
     * @param decayByUse whether observations that searches find fade later; without effect where there is no half-life
     */
    public record RetentionPolicy(
            long maxEntities,
            long maxEntitiesPerAgent,
            Duration cleanupInterval,
            boolean refuseSecrets,
            Duration retention,
            Duration decayHalfLife,
            double minConfidence,
            boolean decayByUse) {}

    /**
     * What it costs.
     *
     * @param searchLimit memories recalled for an agent's answer
     * @param embeddingModel model that turns texts into vectors; set in the configuration file only
     * @param embeddingCacheEntries texts whose vectors are kept in memory; set in the configuration file only
     * @param embeddingThreads texts that the model works on at a time, 0 for one on each processor; set in the
     *     configuration file only
     * @param maxBatchSize entities of one request at most; fixed
     */
    public record PerformanceSettings(
            int searchLimit,
            String embeddingModel,
            int embeddingCacheEntries,
            int embeddingThreads,
            int maxBatchSize) {}
}
