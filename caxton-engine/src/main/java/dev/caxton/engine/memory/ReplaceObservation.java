package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import org.jspecify.annotations.Nullable;

/**
 * An observation is not to be believed any more; another one may take its place.
 *
 * @param facts the entity of both
 * @param observationId the observation
 * @param next what replaces it; null if nothing does
 * @param confidence how sure the next one is; null for as sure as the one before
 * @param validFrom from when the next one is true; null for as the one before
 * @param validTo until when; null for as the one before
 * @param model the vector's model
 * @param source where the next one comes from
 * @param author slug of the agent that stores it; null if none does
 */
record ReplaceObservation(
        EntityFacts facts,
        String observationId,
        @Nullable PendingObservation next,
        @Nullable Double confidence,
        @Nullable Long validFrom,
        @Nullable Long validTo,
        String model,
        String source,
        @Nullable String author)
        implements Command {

    @Override
    public String kind() {
        return next == null ? "retract_observation" : "replace_observation";
    }

    @Override
    public String subject() {
        return observationId + (next == null ? "" : " by " + next.observationId());
    }
}
