package dev.caxton.api.memory;

import dev.caxton.api.ops.ModelState;
import org.jspecify.annotations.Nullable;

/**
 * How the memory is.
 *
 * @param sqliteStatus {@code ok}, or what is wrong with the database
 * @param sqliteSizeBytes size of the database file
 * @param embeddingModel name of the embedding model
 * @param modelState whether it is loaded
 * @param embeddingDimensions length of its vectors
 * @param entities number of entities
 * @param relations number of relations
 * @param observations number of observations
 * @param vectors number of vectors that can be searched
 * @param vectorsMissing number of texts that have no vector yet
 * @param cacheHitRate part of embeddings that came from the cache, 0 to 1; null before the first
 * @param searchLatencyP99Ms 99th percentile of recent searches in milliseconds; null before the first
 * @param fragmentationPercent part of the database file that is free pages, which a vacuum gives back; null from a server
 *     that does not tell
 * @param vectorIndex how search by meaning is; null from a server that does not tell
 */
public record MemoryStatus(
        String sqliteStatus,
        long sqliteSizeBytes,
        String embeddingModel,
        ModelState modelState,
        int embeddingDimensions,
        long entities,
        long relations,
        long observations,
        long vectors,
        long vectorsMissing,
        @Nullable Double cacheHitRate,
        @Nullable Double searchLatencyP99Ms,
        @Nullable Double fragmentationPercent,
        @Nullable VectorStatus vectorIndex) {}
