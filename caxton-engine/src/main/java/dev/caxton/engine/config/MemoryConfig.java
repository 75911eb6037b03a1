package dev.caxton.engine.config;

/**
 * The knowledge store.
 *
 * @param backend {@code embedded}
 * @param sqlitePath database file, relative to the data directory; default {@code memory.db}
 * @param embeddingModel default {@code all-MiniLM-L6-v2}; {@code none} for none
 * @param embeddingCacheEntries texts whose vectors are kept in memory; default 10000
 * @param embeddingThreads how many texts the model works on at a time; default 0, for one on each processor, 4 at most
 * @param searchLimit memories recalled for an answer, 1 to 100; default 5
 */
public record MemoryConfig(
        String backend,
        String sqlitePath,
        String embeddingModel,
        int embeddingCacheEntries,
        int embeddingThreads,
        int searchLimit) {}
