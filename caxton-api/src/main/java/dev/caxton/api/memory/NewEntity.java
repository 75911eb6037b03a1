package dev.caxton.api.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity to be remembered. An entity of the same name and type in the same scope is extended by the observations.
 *
 * @param agentId the agent whose memory it is: id, file stem or name; null only where the scope is wider than one agent
 * @param entityName name, 1 to 1,000 characters, unique within its scope
 * @param entityType type, such as {@code person}, 1 to 200 characters
 * @param observations facts about it, each at most 1 MB, together at most 10 MB
 * @param memoryScope who shares it; null for the agent alone
 * @param metadata free values
 * @param validFrom from when the observations, and an entity that is new, are true in the world; null for now
 * @param validTo until when, not included; null for open
 * @param confidence how sure the observations are, 0 to 1; null for 1
 * @param source where the observations come from, 1 to 200 characters; null for {@code api}
 */
public record NewEntity(
        @Nullable String agentId,
        String entityName,
        String entityType,
        List<String> observations,
        @Nullable MemoryScope memoryScope,
        Map<String, Object> metadata,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Double confidence,
        @Nullable String source) {
    public NewEntity {
        observations = observations == null ? List.of() : List.copyOf(observations);
        metadata = metadata == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** An entity whose observations are true from now on. */
    public NewEntity(
            @Nullable String agentId,
            String entityName,
            String entityType,
            List<String> observations,
            @Nullable MemoryScope memoryScope,
            Map<String, Object> metadata) {
        this(agentId, entityName, entityType, observations, memoryScope, metadata, null, null, null, null);
    }
}
