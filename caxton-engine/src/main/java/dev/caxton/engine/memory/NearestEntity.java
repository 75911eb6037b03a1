package dev.caxton.engine.memory;

/**
 * An entity and its vector that is nearest to a query.
 *
 * @param entityId the entity
 * @param ownerId what the vector stands for: an observation's id, or the entity's own for its name and type
 * @param similarity cosine
 */
record NearestEntity(String entityId, String ownerId, double similarity) {}
