package dev.caxton.api.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entity in a list.
 *
 * @param entityId its id
 * @param entityName its name
 * @param entityType its type
 * @param observationCount number of observations that are believed
 * @param memoryScope who shares it
 * @param agentId id of the agent that owns it; null in wider scopes
 * @param createdAt when it was first stored
 * @param updatedAt when it was last changed
 * @param version counts its changes, from 1
 */
public record EntitySummary(
        String entityId,
        String entityName,
        String entityType,
        long observationCount,
        MemoryScope memoryScope,
        @Nullable String agentId,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
