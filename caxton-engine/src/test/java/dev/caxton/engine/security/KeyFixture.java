package dev.caxton.engine.security;

import dev.caxton.engine.HandClock;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Keys over a real file, at a time that is set by hand. */
final class KeyFixture implements AutoCloseable {

    final HandClock clock = new HandClock("2026-05-01T12:00:00Z");
    final Callers callers = new Callers();
    final Database database;
    final KeyService keys;

    KeyFixture(Path directory) {
        KeyRing ring = new KeyRing(clock);
        database = Database.open(KeySchema.addTo(
                onlyKeys(DatabaseOptions.of(directory.resolve("caxton.db"), clock)
                        .withActors(callers::actor)),
                ring));
        keys = KeyService.open(
                database, ring, callers, directory, agent -> {}, new TimeOrderedIds(Clock.systemUTC()), clock);
    }

    /** Migrations are numbered without gaps: two of no content stand for agents and messages. */
    private static DatabaseOptions onlyKeys(DatabaseOptions options) {
        return dev.caxton.engine.messaging.MessagingSchema.addTo(dev.caxton.engine.agent.AgentSchema.addTo(options));
    }

    /** Rows of the audit trail as {@code actor kind subject outcome}. */
    List<String> audit() {
        return database.read(tx -> tx.query(
                "select actor || ' ' || kind || ' ' || subject || ' ' || outcome from audit order by rid",
                row -> row.getString(1)));
    }

    @Override
    public void close() {
        database.close();
    }
}
