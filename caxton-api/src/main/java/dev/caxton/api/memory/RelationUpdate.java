package dev.caxton.api.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a relation: it is taken back, and one that replaces it is stored. What is null stays as it is.
 *
 * @param agentId the agent that asks, which must see the relation; null for an operator, who sees all
 * @param relationId the relation, which must still be believed
 * @param strength 0 to 1
 * @param confidence 0 to 1
 * @param metadata replaces the free values as a whole
 * @param validFrom from when it is true in the world
 * @param validTo until when it is true, not included
 */
public record RelationUpdate(
        @Nullable String agentId,
        String relationId,
        @Nullable Double strength,
        @Nullable Double confidence,
        @Nullable Map<String, Object> metadata,
        @Nullable Instant validFrom,
        @Nullable Instant validTo) {
    public RelationUpdate {
        metadata = metadata == null ? null : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
