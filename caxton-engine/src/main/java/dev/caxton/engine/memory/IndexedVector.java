package dev.caxton.engine.memory;

/**
 * A vector and whose it is.
 *
 * @param rid its row in the table of vectors
 * @param ownerId what it stands for: an observation's id, or the entity's own for its name and type
 * @param entityId the entity it belongs to
 * @param group what filters ask about that entity
 * @param embedding the vector
 */
record IndexedVector(long rid, String ownerId, String entityId, EntityGroup group, Embedding embedding) {}
