package dev.caxton.war.memory;

import dev.caxton.api.memory.ObservationUpdate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What replaces an observation; what is absent stays as it is.
 *
 * @param agentId the agent that asks, which must see the entity; absent for an operator, who sees all
 * @param content the fact as it is known now, at most 1 MB
 * @param confidence how sure it is, 0 to 1
 * @param validFrom from when it is true in the world
 * @param validTo until when it is true, not included
 */
public record ObservationChange(
        @Nullable String agentId,
        @Nullable String content,
        @Nullable Double confidence,
        @Nullable Instant validFrom,
        @Nullable Instant validTo) {

    ObservationUpdate of(String observationId) {
        return new ObservationUpdate(agentId, observationId, content, confidence, validFrom, validTo);
    }
}
