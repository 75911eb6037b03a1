package dev.caxton.api.memory;

import java.time.Instant;

/**
 * What was deleted.
 *
 * @param entitiesDeleted number of entities
 * @param relationsDeleted number of relations
 * @param clearedAt when
 */
public record ClearReport(long entitiesDeleted, long relationsDeleted, Instant clearedAt) {}
