package dev.caxton.api.memory;

/**
 * How search by meaning is.
 *
 * @param state how far the index is
 * @param keywordOnly whether there is no model, so that only words can be sought
 * @param loaded vectors taken over at the start so far
 * @param toLoad vectors there were at the start
 * @param bytes memory that the index takes
 * @param embedded texts that were embedded in the background since the last time there was something to do
 * @param toEmbed texts that are left of that, as far as known
 * @param truncated texts embedded since the start that are longer than the model reads
 * @param cached texts whose vectors are kept in memory
 */
public record VectorStatus(
        VectorState state,
        boolean keywordOnly,
        long loaded,
        long toLoad,
        long bytes,
        long embedded,
        long toEmbed,
        long truncated,
        long cached) {}
