package dev.caxton.engine.memory.upkeep;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.util.List;

/** Applies {@link RemoveOrphans}. The rows are looked for anew, so what found an owner meanwhile stays. */
final class RemoveOrphansApplier implements Applier<RemoveOrphans> {

    @Override
    public String apply(RemoveOrphans command, Operation operation, WriteTransaction tx) {
        Orphans orphans = command.orphans();
        List<Long> rids = tx.query(
                orphans.sql(), result -> result.getLong(1), command.before().toEpochMilli(), command.limit());
        rids.forEach(rid -> tx.delete(orphans.table(), rid));
        return String.valueOf(rids.size());
    }
}
