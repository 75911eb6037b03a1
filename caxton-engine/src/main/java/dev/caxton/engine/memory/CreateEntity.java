package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity is to be there with these observations; extends the one of this name and type if there is one.
 *
 * @param facts id, type, scope and owner of the entity if it is new
 * @param name its name
 * @param metadata JSON object; its members are added to those that are there
 * @param embedding vector of name and type; null where the model was not loaded
 * @param observations facts to add
 * @param model the vectors' model
 * @param belief what the observations have in common; its validity is also that of a new entity
 * @param fingerprint tells this request from others, so that an operation id cannot serve two
 */
record CreateEntity(
        EntityFacts facts,
        String name,
        String metadata,
        @Nullable Embedding embedding,
        List<PendingObservation> observations,
        String model,
        Belief belief,
        String fingerprint)
        implements Command {

    @Override
    public String kind() {
        return "create_entity";
    }

    @Override
    public String subject() {
        return facts.entityId() + " " + fingerprint;
    }
}
