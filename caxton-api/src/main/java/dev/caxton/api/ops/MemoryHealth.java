package dev.caxton.api.ops;

/**
 * Whether the memory is well.
 *
 * @param status how it is
 * @param sqliteStatus {@code ok}, or what is wrong
 * @param embeddingModel how the embedding model is
 * @param entities number of entities
 */
public record MemoryHealth(ServerState status, String sqliteStatus, ModelState embeddingModel, long entities) {}
