package dev.caxton.war.memory;

/**
 * What was removed from the embedding cache.
 *
 * @param entriesRemoved how many vectors
 */
public record ClearedCache(long entriesRemoved) {}
