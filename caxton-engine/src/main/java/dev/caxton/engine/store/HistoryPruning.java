package dev.caxton.engine.store;

import java.time.Instant;
import java.util.List;

/** Applies {@link PruneHistory}. */
final class HistoryPruning implements Applier<PruneHistory> {

    @Override
    public String apply(PruneHistory command, Operation operation, WriteTransaction tx) {
        boolean more = prune(StoreSchema.APPLIED_OPS, command.appliedBefore(), command.limit(), tx);
        more |= prune(StoreSchema.CHANGE_LOG, command.changesBefore(), command.limit(), tx);
        more |= prune(StoreSchema.AUDIT, command.auditBefore(), command.limit(), tx);
        return more ? PruneHistory.MORE : PruneHistory.DONE;
    }

    /** Rows are stored in about the order of their time, so the oldest are the first. */
    private static boolean prune(Table table, Instant before, int limit, WriteTransaction tx) {
        List<Row> oldest = tx.select(table, "order by rid limit ?", limit);
        long removed = 0;
        for (Row row : oldest) {
            if (row.integer("at") < before.toEpochMilli()) {
                tx.delete(table, row.rid());
                removed++;
            }
        }
        return removed == limit;
    }
}
