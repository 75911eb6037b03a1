package dev.caxton.api.memory;

import java.time.Instant;

/**
 * The last hourly look for relations that lost an end.
 *
 * @param orphanedRelations how many there were
 * @param lastCheck when it was looked
 * @param nextCheck when it is looked again, if somebody asks by then
 */
public record OrphanCheck(long orphanedRelations, Instant lastCheck, Instant nextCheck) {}
