package dev.caxton.api.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The memory at one moment.
 *
 * @param at when
 * @param entities number of entities
 * @param relations number of relations
 * @param observations number of observations
 * @param databaseBytes size of the database file
 * @param searches searches since the sample before
 * @param searchP99Ms 99th percentile of the searches that were recent then, in milliseconds; null before the first
 * @param cacheHitRate part of embeddings that came from the cache, 0 to 1; null before the first
 */
public record MemoryTrend(
        Instant at,
        long entities,
        long relations,
        long observations,
        long databaseBytes,
        long searches,
        @Nullable Double searchP99Ms,
        @Nullable Double cacheHitRate) {}
