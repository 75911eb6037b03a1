package dev.caxton.engine.memory;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.Set;

/** Adds facts to an entity. */
final class AddObservationsApplier implements Applier<AddObservations> {

    @Override
    public String apply(AddObservations command, Operation operation, WriteTransaction tx) {
        String entityId = command.facts().entityId();
        Row present = GraphReads.requireById(tx, entityId);
        Set<Integer> duplicates = GraphWrites.addObservations(
                tx, operation, entityId, false, command.observations(), command.model(), command.belief());
        boolean added = duplicates.size() < command.observations().size();
        CreateEntityApplier.extend(tx, present, "{}", added, operation);
        boolean embedded = command.observations().stream().allMatch(observation -> observation.embedding() != null);
        return CreateEntityApplier.outcome(tx, entityId, false, duplicates, embedded)
                .toJson();
    }
}
