package dev.caxton.war.memory;

import dev.caxton.api.memory.RelationUpdate;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What replaces a relation; what is absent stays as it is.
 *
 * @param agentId the agent that asks, which must see the relation; absent for an operator, who sees all
 * @param strength 0 to 1
 * @param confidence 0 to 1
 * @param metadata replaces the free values as a whole
 * @param validFrom from when it is true in the world
 * @param validTo until when it is true, not included
 */
public record RelationChange(
        @Nullable String agentId,
        @Nullable Double strength,
        @Nullable Double confidence,
        @Nullable Map<String, Object> metadata,
        @Nullable Instant validFrom,
        @Nullable Instant validTo) {

    RelationUpdate of(String relationId) {
        return new RelationUpdate(agentId, relationId, strength, confidence, metadata, validFrom, validTo);
    }
}
