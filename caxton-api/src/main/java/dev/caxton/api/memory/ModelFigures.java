package dev.caxton.api.memory;

import dev.caxton.api.ops.ModelState;
import org.jspecify.annotations.Nullable;

/**
 * How the embedding model fares.
 *
 * @param model its name
 * @param state whether it is loaded
 * @param dimensions length of its vectors
 * @param processBytes resident memory of the whole process, which holds the model; null where the system does not tell
 * @param baselineBytes what a process with this model is expected to take (203 MB, runbook 003)
 * @param cacheEntries vectors in the cache
 * @param cacheLimit vectors that it holds at most
 * @param cacheHitRate part of embeddings that came from it, 0 to 1; null before the first
 * @param textsPerSecond texts embedded in a second in which the model worked, since the start; null before the first
 */
public record ModelFigures(
        String model,
        ModelState state,
        int dimensions,
        @Nullable Long processBytes,
        long baselineBytes,
        long cacheEntries,
        long cacheLimit,
        @Nullable Double cacheHitRate,
        @Nullable Double textsPerSecond) {}
