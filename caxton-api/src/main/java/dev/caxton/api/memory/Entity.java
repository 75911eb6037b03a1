package dev.caxton.api.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of the memory graph.
 *
 * @param entityId its id, {@code ent_} and a UUID
 * @param entityName its name
 * @param entityType its type
 * @param observations what is known of it, oldest first
 * @param memoryScope who shares it
 * @param agentId id of the agent that owns it; null in wider scopes
 * @param metadata free values
 * @param createdAt when it was first stored
 * @param updatedAt when it was last changed
 * @param version counts its changes, from 1
 * @param validFrom from when it is there in the world
 * @param validTo until when it is there, not included; null for open
 */
public record Entity(
        String entityId,
        String entityName,
        String entityType,
        List<Observation> observations,
        MemoryScope memoryScope,
        @Nullable String agentId,
        Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt,
        long version,
        Instant validFrom,
        @Nullable Instant validTo) {
    public Entity {
        observations = List.copyOf(observations);
        metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
