package dev.caxton.api.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to remove.
 *
 * @param removeOrphaned rows whose owner is gone: relations without an end, observations and vectors without entity,
 *     entities of agents that are gone
 * @param aggressive also entities without observations and relations, and versions that ended; what was
 *     removed cannot be brought back
 * @param olderThan only rows last changed before this long ago; null for all
 * @param vacuumAfter give the space back to the file system afterwards
 * @param dryRun count only
 */
public record CleanupRequest(
        boolean removeOrphaned,
        boolean aggressive,
        @Nullable Duration olderThan,
        boolean vacuumAfter,
        boolean dryRun) {}
