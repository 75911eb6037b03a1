package dev.caxton.api.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of an observation: it is taken back, and one that replaces it is stored. What is null stays as it is.
 *
 * @param agentId the agent that asks, which must see the entity; null for an operator, who sees all
 * @param observationId the observation, which must still be believed
 * @param content the fact as it is known now, at most 1 MB
 * @param confidence how sure it is, 0 to 1
 * @param validFrom from when it is true in the world
 * @param validTo until when it is true, not included
 */
public record ObservationUpdate(
        @Nullable String agentId,
        String observationId,
        @Nullable String content,
        @Nullable Double confidence,
        @Nullable Instant validFrom,
        @Nullable Instant validTo) {}
