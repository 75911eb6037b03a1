package dev.caxton.engine.memory;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An applier whose commands somebody is told of once they are on disk.
 *
 * @param applier applies them
 * @param listener told the command and its outcome, on the writer thread; not of repetitions
 */
record Told<C extends Command>(Applier<C> applier, BiConsumer<C, @Nullable String> listener) implements Applier<C> {

    @Override
    public @Nullable String apply(C command, Operation operation, WriteTransaction tx) {
        return applier.apply(command, operation, tx);
    }

    @Override
    public void committed(C command, @Nullable String outcome) {
        try {
            applier.committed(command, outcome);
        } finally {
            listener.accept(command, outcome);
        }
    }
}
