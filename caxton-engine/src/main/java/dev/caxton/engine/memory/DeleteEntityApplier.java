package dev.caxton.engine.memory;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import org.jspecify.annotations.Nullable;

/** Deletes an entity. */
final class DeleteEntityApplier implements Applier<DeleteEntity> {

    private final MemoryIndex index;

    DeleteEntityApplier(MemoryIndex index) {
        this.index = index;
    }

    @Override
    public String apply(DeleteEntity command, Operation operation, WriteTransaction tx) {
        Row entity = GraphReads.requireById(tx, command.entityId());
        GraphWrites.deleteEntity(tx, command.entityId());
        return ChangedPlace.outcome(entity).toString();
    }

    @Override
    public void committed(DeleteEntity command, @Nullable String outcome) {
        index.remove(command.entityId());
    }
}
