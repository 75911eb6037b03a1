package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.memory.CleanupReport;
import dev.caxton.api.memory.CleanupReport.Removed;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Removes what nobody needs, some rows at a time. */
final class Cleanup {

    private final Database database;
    private final ExpiryRun expiry;
    private final PagedRemoval removal;
    private final Clock clock;

    Cleanup(Database database, Supplier<Retention> retention, IdGenerator ids, Clock clock) {
        this.database = database;
        this.expiry = new ExpiryRun(database, retention, ids, clock);
        this.removal = new PagedRemoval(database, ids, clock);
        this.clock = clock;
    }

    CleanupReport run(CleanupRequest request) {
        Instant before =
                request.olderThan() == null ? Instant.MAX : clock.instant().minus(request.olderThan());
        Instant bound = before.equals(Instant.MAX) ? clock.instant().plusMillis(1) : before;
        long bytesBefore = database.sizeBytes();
        List<Removed> removed = new ArrayList<>();
        for (Orphans orphans : Orphans.values()) {
            if (orphans.aggressive() ? request.aggressive() : request.removeOrphaned() || request.aggressive()) {
                long rows = request.dryRun() ? count(orphans, bound) : remove(orphans, bound, () -> true);
                removed.add(new Removed(orphans.kind(), rows));
            }
        }
        removed.addAll(expiry.run(bound, request.dryRun(), () -> true));
        if (request.vacuumAfter() && !request.dryRun()) {
            database.rewrite();
        }
        return new CleanupReport(request.dryRun(), removed, bytesBefore, database.sizeBytes());
    }

    /** Removes rows that lost their owner while there is time; returns how many. */
    long removeOrphaned(BooleanSupplier timeLeft) {
        long rows = 0;
        for (Orphans orphans : Orphans.values()) {
            if (!orphans.aggressive()) {
                rows += remove(orphans, clock.instant(), timeLeft);
            }
        }
        return rows;
    }

    /** Removes what is kept no longer while there is time; returns how many rows. */
    long removeExpired(BooleanSupplier timeLeft) {
        return expiry.run(clock.instant(), false, timeLeft).stream()
                .mapToLong(Removed::rows)
                .sum();
    }

    private long count(Orphans orphans, Instant before) {
        return database.read(tx -> tx.count(orphans.countSql(), before.toEpochMilli(), Long.MAX_VALUE));
    }

    private long remove(Orphans orphans, Instant before, BooleanSupplier timeLeft) {
        return removal.repeat(new RemoveOrphans(orphans, before, PagedRemoval.AT_ONCE), timeLeft);
    }
}
