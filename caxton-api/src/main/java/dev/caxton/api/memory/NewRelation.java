package dev.caxton.api.memory;

import java.time.Instant;
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
 * @param validFrom from when it is true in the world; null for now
 * @param validTo until when, not included; null for open
 * @param bidirectional whether the same relation is stored the other way round too
 */
public record NewRelation(
        @Nullable String agentId,
        String fromEntity,
        String toEntity,
        String relationType,
        @Nullable Double strength,
        @Nullable Double confidence,
        @Nullable MemoryScope memoryScope,
        Map<String, Object> metadata,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        boolean bidirectional) {
    public NewRelation {
        metadata = metadata == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A relation in one direction that is true from now on. */
    public NewRelation(
            @Nullable String agentId,
            String fromEntity,
            String toEntity,
            String relationType,
            @Nullable Double strength,
            @Nullable Double confidence,
            @Nullable MemoryScope memoryScope,
            Map<String, Object> metadata) {
        this(
                agentId,
                fromEntity,
                toEntity,
                relationType,
                strength,
                confidence,
                memoryScope,
                metadata,
                null,
                null,
                false);
    }
}
