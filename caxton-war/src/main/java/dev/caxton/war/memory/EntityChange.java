package dev.caxton.war.memory;

import dev.caxton.api.memory.EntityUpdate;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of an entity; what is absent stays as it is.
 *
 * @param agentId the agent that asks, which must see the entity; absent for an operator, who sees all
 * @param metadata replaces the free values as a whole
 * @param validFrom from when it is there in the world
 * @param validTo until when it is there, not included
 * @param version the version that is to be closed; absent for whichever is the last
 */
public record EntityChange(
        @Nullable String agentId,
        @Nullable Map<String, Object> metadata,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Long version) {

    EntityUpdate of(String entityId) {
        return new EntityUpdate(agentId, entityId, metadata, validFrom, validTo, version);
    }
}
