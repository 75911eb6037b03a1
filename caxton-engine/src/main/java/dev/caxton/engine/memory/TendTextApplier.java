package dev.caxton.engine.memory;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;

/** Applies {@link TendText}. The outcome of a rebuild is the number of texts. */
final class TendTextApplier implements Applier<TendText> {

    @Override
    public String apply(TendText command, Operation operation, WriteTransaction tx) {
        return switch (command.how()) {
            case MERGE -> {
                TextUpkeep.addAll(tx);
                TextTable.merge(tx);
                yield "0";
            }
            case REBUILD -> String.valueOf(rebuild(tx));
        };
    }

    private static long rebuild(WriteTransaction tx) {
        TextTable.empty(tx);
        new TextProgress(0, 0).write(tx);
        TextUpkeep.addAll(tx);
        return tx.count("select count(*) from observations where retracted_at is null")
                + tx.count("select count(*) from entities");
    }
}
