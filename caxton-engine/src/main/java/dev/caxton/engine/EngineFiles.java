package dev.caxton.engine;

import dev.caxton.engine.agent.AgentSchema;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.messaging.MessagingSchema;
import dev.caxton.engine.security.Callers;
import dev.caxton.engine.security.KeyRing;
import dev.caxton.engine.security.KeySchema;
import dev.caxton.engine.security.KeyService;
import dev.caxton.engine.store.DataDirectory;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the databases of a data directory are opened, with a whole engine behind them or without one. */
final class EngineFiles {

    private static final Logger LOG = LoggerFactory.getLogger(EngineFiles.class);

    private final DataDirectory directory;
    private final Clock clock;
    private final Callers callers = new Callers();
    private final KeyRing ring;
    private final AtomicReference<Runnable> onSafeMode = new AtomicReference<>(() -> {});

    EngineFiles(DataDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        this.ring = new KeyRing(clock);
    }

    /** For whom threads work. */
    Callers callers() {
        return callers;
    }

    /** Has something done at once when a database enters safe mode by itself. */
    void onSafeMode(Runnable work) {
        onSafeMode.set(work);
    }

    /** Options of a database whose schema is still to be added. */
    DatabaseOptions options(Path file) {
        return DatabaseOptions.of(file, clock)
                .withRuntimeDirectory(directory.runtime())
                .withActors(callers::actor)
                .withOnSafeMode(reason -> {
                    LOG.error("database entered safe mode file={}: {}", file, reason);
                    onSafeMode.get().run();
                });
    }

    /** Options of {@code caxton.db} with all its tables. */
    DatabaseOptions platform() {
        return KeySchema.addTo(MessagingSchema.addTo(AgentSchema.addTo(options(directory.platformDatabase()))), ring);
    }

    /** The keys in an open {@code caxton.db}. */
    KeyService keys(Database platform, IdGenerator ids, Consumer<String> requireAgent) {
        return KeyService.open(platform, ring, callers, directory.path(), requireAgent, ids, clock);
    }
}
