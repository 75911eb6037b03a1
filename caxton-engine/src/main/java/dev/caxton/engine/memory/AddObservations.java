package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity is to have these observations.
 *
 * @param facts the entity
 * @param observations facts to add
 * @param model the vectors' model
 * @param source where the observations come from
 * @param author slug of the agent that stores them; null if none does
 * @param fingerprint tells this request from others
 */
record AddObservations(
        EntityFacts facts,
        List<PendingObservation> observations,
        String model,
        String source,
        @Nullable String author,
        String fingerprint)
        implements Command {

    @Override
    public String kind() {
        return "add_observations";
    }

    @Override
    public String subject() {
        return facts.entityId() + " " + fingerprint;
    }
}
