package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import java.util.List;

/**
 * An entity is to have these observations.
 *
 * @param facts the entity
 * @param observations facts to add
 * @param model the vectors' model
 * @param belief what they have in common
 * @param fingerprint tells this request from others
 */
record AddObservations(
        EntityFacts facts, List<PendingObservation> observations, String model, Belief belief, String fingerprint)
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
