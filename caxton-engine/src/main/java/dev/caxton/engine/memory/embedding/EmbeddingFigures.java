package dev.caxton.engine.memory.embedding;

import java.util.OptionalDouble;

/**
 * How much was embedded since the start.
 *
 * @param requested texts asked for
 * @param cached how many of them came from the cache
 * @param computed how many went through the model
 * @param busyNanos time in which the model worked, on one thread or several
 * @param cacheEntries texts in the cache now
 * @param truncated how many computed texts were longer than the model reads
 */
public record EmbeddingFigures(
        long requested, long cached, long computed, long busyNanos, int cacheEntries, long truncated) {

    /** Nothing yet. */
    public static final EmbeddingFigures NONE = new EmbeddingFigures(0, 0, 0, 0, 0, 0);

    /** Part of the texts that came from the cache, 0 to 1; empty before the first text. */
    public OptionalDouble cacheHitRate() {
        return requested == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) cached / requested);
    }

    /** Texts in a second in which the model worked; empty before the first. */
    public OptionalDouble textsPerSecond() {
        return busyNanos == 0 ? OptionalDouble.empty() : OptionalDouble.of(computed * 1e9 / busyNanos);
    }
}
