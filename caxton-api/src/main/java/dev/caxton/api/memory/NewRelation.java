package dev.caxton.api.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A relation to be remembered between two entities of one scope.
 *
 * @param agentId the agent whose memory it is; null only where the scope is wider than one agent
 * @param fromEntity id or name of the entity it starts at
 * @param toEntity id or name of the entity it points to
 * @param relationType type in active voice, such as {@code works_at}, 1 to 200 characters
 * @param strength 0 to 1; null for 0.5
 * @param confidence 0 to 1; null for 1
 * @param memoryScope who shares it; null for the agent alone
 * @param metadata free values
 */
public record NewRelation(
        @Nullable String agentId,
        String fromEntity,
        String toEntity,
        String relationType,
        @Nullable Double strength,
        @Nullable Double confidence,
        @Nullable MemoryScope memoryScope,
        Map<String, Object> metadata) {
    public NewRelation {
        metadata = metadata == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
