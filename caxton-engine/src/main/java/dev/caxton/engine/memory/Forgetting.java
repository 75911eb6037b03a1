package dev.caxton.engine.memory;

import dev.caxton.api.memory.ForgetReport;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forgets for good. */
final class Forgetting {

    private final Database database;
    private final IdGenerator ids;
    private final Clock clock;

    Forgetting(Database database, IdGenerator ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    ForgetReport forget(String id, @Nullable Visibility visibility, Provenance provenance) {
        database.read(tx -> id.startsWith("obs_")
                ? GraphReads.requireObservation(tx, visibility, id)
                : GraphReads.requireById(tx, visibility, id));
        Forgotten forgotten = Forgotten.parse(database.write(
                        new Operation(ids.next().toString(), provenance.actor(), clock.instant()), new Forget(id))
                .outcome());
        return new ForgetReport(
                id,
                forgotten.entities(),
                forgotten.observationIds().size(),
                forgotten.relations(),
                forgotten.vectors(),
                false,
                clock.instant(),
                List.of());
    }
}
