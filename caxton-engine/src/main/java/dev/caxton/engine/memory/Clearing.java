package dev.caxton.engine.memory;

import dev.caxton.api.memory.ClearReport;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.ClearMemoryApplier.Cleared;
import dev.caxton.engine.memory.Owners.Owner;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Empties a scope, a page of entities in each command, so that others are not kept waiting. Thread-safe. */
final class Clearing {

    private static final int CLEARED_AT_ONCE = 200;

    private final Database database;
    private final IdGenerator ids;
    private final Clock clock;

    Clearing(Database database, IdGenerator ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Deletes what is there at the call.
     *
     * @param entityTypes which; all where it is empty
     */
    ClearReport clear(Owner owner, Set<String> entityTypes, Provenance provenance) {
        long highest = database.read(tx -> tx.count("select max(rid) from entities"));
        long after = 0;
        long deletedEntities = 0;
        long deletedRelations = 0;
        while (after < highest) {
            List<Listed> page = page(owner, after, highest);
            if (page.isEmpty()) {
                break;
            }
            List<String> wanted = page.stream()
                    .filter(entity -> entityTypes.isEmpty() || entityTypes.contains(entity.type()))
                    .map(Listed::entityId)
                    .toList();
            if (!wanted.isEmpty()) {
                Cleared cleared = Cleared.parse(
                        database.write(operation(provenance), new ClearMemory(owner.scope(), owner.agentId(), wanted))
                                .outcome());
                deletedEntities += cleared.entities();
                deletedRelations += cleared.relations();
            }
            after = page.getLast().rid();
        }
        return new ClearReport(deletedEntities, deletedRelations, clock.instant());
    }

    private record Listed(long rid, String entityId, String type) {}

    private List<Listed> page(Owner owner, long after, long highest) {
        return new ArrayList<>(database.read(tx -> tx.query(
                "select rid, entity_id, entity_type from entities where scope = ? and coalesce(agent_id, '') = ? and"
                        + " rid > ? and rid <= ? order by rid limit ?",
                result -> new Listed(result.getLong(1), result.getString(2), result.getString(3)),
                owner.scope().wireName(),
                Objects.requireNonNullElse(owner.agentId(), ""),
                after,
                highest,
                CLEARED_AT_ONCE)));
    }

    private Operation operation(Provenance provenance) {
        return new Operation(new RequestIds(ids, null).operation(), provenance.actor(), clock.instant());
    }
}
