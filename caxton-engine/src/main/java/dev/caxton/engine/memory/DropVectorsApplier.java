package dev.caxton.engine.memory;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.util.List;

/** Applies {@link DropVectors}; the outcome is how many went. */
final class DropVectorsApplier implements Applier<DropVectors> {

    @Override
    public String apply(DropVectors command, Operation operation, WriteTransaction tx) {
        List<Long> rids = tx.query(
                "select rid from embeddings where model = ? and rid <= ? order by rid limit ?",
                result -> result.getLong(1),
                command.model(),
                command.highest(),
                command.limit());
        rids.forEach(rid -> tx.delete(MemorySchema.EMBEDDINGS, rid));
        return String.valueOf(rids.size());
    }
}
