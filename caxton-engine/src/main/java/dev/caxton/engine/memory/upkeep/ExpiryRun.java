package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.memory.CleanupReport.Removed;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Removes, or counts, what is kept no longer, scope by scope. */
final class ExpiryRun {

    private final Database database;
    private final Supplier<Retention> rules;
    private final PagedRemoval removal;
    private final Clock clock;

    ExpiryRun(Database database, Supplier<Retention> rules, IdGenerator ids, Clock clock) {
        this.database = database;
        this.rules = rules;
        this.removal = new PagedRemoval(database, ids, clock);
        this.clock = clock;
    }

    private record Place(String scope, String agent) {}

    /**
     * What was removed, or would be; nothing where no rule is in force.
     *
     * @param oldest only what is older than this
     * @param dryRun count only
     */
    List<Removed> run(Instant oldest, boolean dryRun, BooleanSupplier timeLeft) {
        Retention retention = rules.get();
        Map<Expired, Long> rows = new EnumMap<>(Expired.class);
        for (Place place : places()) {
            Duration kept = retention.of(place.scope(), place.agent());
            for (Expired expired : Expired.values()) {
                if (isInForce(expired, kept, retention)) {
                    RemoveExpired command = command(expired, place, retention, oldest);
                    rows.merge(expired, dryRun ? count(command) : removal.repeat(command, timeLeft), Long::sum);
                }
            }
        }
        List<Removed> removed = new ArrayList<>();
        rows.forEach((expired, count) -> removed.add(new Removed(expired.kind(), count)));
        return removed;
    }

    private static boolean isInForce(Expired expired, Duration kept, Retention retention) {
        return switch (expired) {
            case FADED -> retention.minConfidence() > 0 && !retention.countsUses();
            case FADED_UNUSED -> retention.minConfidence() > 0 && retention.countsUses();
            case RELATIONS, OBSERVATIONS, ENTITY_VERSIONS, ENTITIES -> !kept.isZero();
        };
    }

    private List<Place> places() {
        return database.read(tx -> tx.query(
                "select distinct scope, coalesce(agent_id, '') from entities order by 1, 2",
                result -> new Place(result.getString(1), result.getString(2))));
    }

    private RemoveExpired command(Expired expired, Place place, Retention retention, Instant oldest) {
        Duration kept = retention.of(place.scope(), place.agent());
        Instant now = clock.instant();
        Instant end = kept.isZero() ? Instant.EPOCH : now.minus(kept);
        // What faded is counted apart from what is too old, so the bound divides the two.
        boolean faded = expired == Expired.FADED || expired == Expired.FADED_UNUSED;
        Instant before = faded || end.isBefore(oldest) ? end : oldest;
        return new RemoveExpired(
                expired,
                place.scope(),
                place.agent(),
                before.toEpochMilli(),
                now.toEpochMilli(),
                retention.halfLife().toMillis(),
                retention.minConfidence(),
                PagedRemoval.AT_ONCE);
    }

    private long count(RemoveExpired command) {
        return database.read(tx ->
                tx.count(command.expired().countSql(), command.parameters().toArray()));
    }
}
