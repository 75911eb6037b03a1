package dev.caxton.engine.config;

import java.time.Duration;

/**
 * The knowledge store.
 *
 * @param backend {@code embedded}
 * @param sqlitePath database file, relative to the data directory; default {@code memory.db}
 * @param embeddingModel default {@code all-MiniLM-L6-v2}; {@code none} for none
 * @param embeddingCacheEntries texts whose vectors are kept in memory; default 10000
 * @param embeddingThreads how many texts the model works on at a time; default 0, for one on each processor, 4 at most
 * @param searchLimit memories recalled for an answer, 1 to 100; default 5
 * @param maxEntities entities recommended at most, more only warns; default 100,000
 * @param cleanupInterval how often orphaned rows are removed; zero for never; default an hour
 * @param refuseSecrets whether texts that seem to hold a password, key or token are refused; default true
 * @param recording how conversations become memories
 * @param keeping how long memories are kept
 */
public record MemoryConfig(
        String backend,
        String sqlitePath,
        String embeddingModel,
        int embeddingCacheEntries,
        int embeddingThreads,
        int searchLimit,
        int maxEntities,
        Duration cleanupInterval,
        boolean refuseSecrets,
        Recording recording,
        Keeping keeping) {

    /**
     * How conversations become memories.
     *
     * @param byDefault whether those of agents that do not say are recorded; default false
     * @param byModel whether an agent's own chat model distils, where it has one; default true
     * @param confidence only facts surer than this are recorded, 0 to 1; default 0.8
     */
    public record Recording(boolean byDefault, boolean byModel, double confidence) {}

    /**
     * How long memories are kept.
     *
     * @param retention for shared memory, and for agents that do not say; zero for ever, the default
     * @param halfLife after how long an observation counts for half as sure; zero for never, the default
     * @param minConfidence cleanup removes observations less sure than this, decay included; default 0 for none
     * @param decayByUse whether what is found often fades later; default false
     */
    public record Keeping(Duration retention, Duration halfLife, double minConfidence, boolean decayByUse) {}
}
