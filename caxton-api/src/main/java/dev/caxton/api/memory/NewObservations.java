package dev.caxton.api.memory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts to be added to an entity.
 *
 * @param agentId the agent that stores them, which must see the entity; null for an operator, who sees all
 * @param entityId the entity
 * @param observations one or more, each at most 1 MB, together at most 10 MB
 * @param validFrom from when they are true in the world; null for now
 * @param validTo until when, not included; null for open
 * @param confidence how sure they are, 0 to 1; null for 1
 * @param source where they come from, 1 to 200 characters; null for {@code api}
 */
public record NewObservations(
        @Nullable String agentId,
        String entityId,
        List<String> observations,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Double confidence,
        @Nullable String source) {
    public NewObservations {
        observations = List.copyOf(observations);
    }

    /** Facts that are true from now on. */
    public static NewObservations of(String entityId, List<String> observations) {
        return new NewObservations(null, entityId, observations, null, null, null, null);
    }
}
