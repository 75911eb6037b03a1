package dev.caxton.engine.memory;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out a command as another applier does, and tells the index what that did to the vectors once it is on disk. */
final class IndexingApplier<C extends Command> implements Applier<C> {

    private final Applier<C> applier;
    private final MemoryIndex index;
    private final Map<C, Change> uncommitted = new IdentityHashMap<>();

    IndexingApplier(Applier<C> applier, MemoryIndex index) {
        this.applier = applier;
        this.index = index;
    }

    private record Change(String operationId, List<VectorChange> vectors) {}

    @Override
    public @Nullable String apply(C command, Operation operation, WriteTransaction tx) {
        uncommitted.remove(command); // of an attempt that was rolled back
        ObservedWrites observed = new ObservedWrites(tx);
        String outcome = applier.apply(command, operation, observed);
        uncommitted.put(command, new Change(operation.id(), observed.changes()));
        return outcome;
    }

    @Override
    public void committed(C command, @Nullable String outcome) {
        Change change = uncommitted.remove(command);
        if (change != null) {
            index.apply(change.operationId(), change.vectors());
        }
        applier.committed(command, outcome);
    }
}
