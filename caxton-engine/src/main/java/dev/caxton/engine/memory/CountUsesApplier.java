package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.OBSERVATION_USES;

import dev.caxton.api.CorruptedException;
import dev.caxton.engine.memory.upkeep.CountUses;
import dev.caxton.engine.memory.upkeep.CountUses.Use;
import dev.caxton.engine.memory.upkeep.UseCounts;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;

/** Applies {@link CountUses}. The outcome is how many rows were written. */
final class CountUsesApplier implements Applier<CountUses> {

    @Override
    public String apply(CountUses command, Operation operation, WriteTransaction tx) {
        long written = 0;
        for (Use use : command.uses()) {
            if (isBelieved(tx, use.observationId()) && count(tx, use)) {
                written++;
            }
        }
        return String.valueOf(written);
    }

    /** What was deleted or taken back since it was found gets no row any more. */
    private static boolean isBelieved(WriteTransaction tx, String observationId) {
        return tx.count(
                        "select count(*) from observations where observation_id = ? and retracted_at is null",
                        observationId)
                > 0;
    }

    private static boolean count(WriteTransaction tx, Use use) {
        Row known;
        try {
            known = tx.find(OBSERVATION_USES, "where observation_id = ?", use.observationId())
                    .orElse(null);
        } catch (CorruptedException e) {
            // Left as it is for the verification of the file to name; the counts of others are whole.
            return false;
        }
        if (known == null) {
            tx.insert(OBSERVATION_USES, use.observationId(), use.count(), use.lastAt());
            return true;
        }
        boolean counted = use.firstAt() - known.integer("last_used_at") < UseCounts.ONCE_EVERY.toMillis();
        long more = counted ? use.count() - 1 : use.count();
        if (more == 0) {
            return false;
        }
        tx.update(OBSERVATION_USES, known.rid(), use.observationId(), known.integer("uses") + more, use.lastAt());
        return true;
    }
}
