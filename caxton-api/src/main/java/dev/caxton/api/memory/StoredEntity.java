package dev.caxton.api.memory;

import java.time.Instant;

/**
 * That an entity is on disk.
 *
 * @param entityId its id, {@code ent_} and a UUID
 * @param entityName its name
 * @param entityType its type
 * @param observationCount number of its observations
 * @param memoryScope who shares it
 * @param created whether it is new
 * @param createdAt when it was first stored
 * @param updatedAt when it was last changed
 * @param embeddingGenerated whether it can be found by meaning already; false while the model is not loaded
 * @param version counts its changes, from 1
 * @param truncated whether a text of the request is longer than the model reads (256 word pieces): all of it is kept and
 *     found by words, only its beginning by meaning. False while no model is loaded
 */
public record StoredEntity(
        String entityId,
        String entityName,
        String entityType,
        int observationCount,
        MemoryScope memoryScope,
        boolean created,
        Instant createdAt,
        Instant updatedAt,
        boolean embeddingGenerated,
        long version,
        boolean truncated) {}
