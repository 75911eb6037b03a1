package dev.caxton.api.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of an entity. It closes the entity's version, which stays readable in its history, and opens the next.
 *
 * @param agentId the agent that asks, which must see the entity; null for an operator, who sees all
 * @param entityId the entity
 * @param metadata replaces the free values as a whole; null keeps them
 * @param validFrom from when it is there in the world; null keeps what is known
 * @param validTo until when it is there, not included; null keeps what is known
 * @param version the version that is to be closed: {@code ENTITY_CONFLICT} if it is no longer the last one; null for
 *     whichever it is
 */
public record EntityUpdate(
        @Nullable String agentId,
        String entityId,
        @Nullable Map<String, Object> metadata,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Long version) {
    public EntityUpdate {
        metadata = metadata == null ? null : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
