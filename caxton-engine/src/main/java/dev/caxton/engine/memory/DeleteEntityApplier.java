package dev.caxton.engine.memory;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import org.jspecify.annotations.Nullable;

/** Deletes an entity. */
final class DeleteEntityApplier implements Applier<DeleteEntity> {

    private final MemoryIndex index;

    DeleteEntityApplier(MemoryIndex index) {
        this.index = index;
    }

    @Override
    public @Nullable String apply(DeleteEntity command, Operation operation, WriteTransaction tx) {
        if (GraphWrites.deleteEntity(tx, command.entityId()) < 0) {
            throw GraphReads.entityNotFound(command.entityId(), "expected the id of an entity");
        }
        return null;
    }

    @Override
    public void committed(DeleteEntity command, @Nullable String outcome) {
        index.remove(command.entityId());
    }
}
