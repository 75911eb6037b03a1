package dev.caxton.engine.memory.upkeep;

import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.time.Clock;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Removes many rows a page in each command, so that other changes are not kept waiting. */
record PagedRemoval(Database database, IdGenerator ids, Clock clock) {

    /** Rows that one command removes at most. */
    static final int AT_ONCE = 200;

    private static final String ACTOR = "cleanup";

    /**
     * Repeats a command until it removes less than a page, or no time is left; returns how many rows went.
     *
     * @param page removes {@link #AT_ONCE} rows at most; its outcome begins with how many
     */
    long repeat(Command page, BooleanSupplier timeLeft) {
        long rows = 0;
        while (timeLeft.getAsBoolean()) {
            Operation operation = new Operation(ids.next().toString(), ACTOR, clock.instant());
            String outcome = database.write(operation, page).outcome();
            // Followed by the ids of entities that went.
            int removed =
                    Integer.parseInt(Objects.requireNonNullElse(outcome, "0").split(" ", 2)[0]);
            rows += removed;
            if (removed < AT_ONCE) {
                break;
            }
        }
        return rows;
    }
}
