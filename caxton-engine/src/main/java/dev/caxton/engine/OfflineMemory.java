package dev.caxton.engine;

import dev.caxton.api.memory.Memory;
import dev.caxton.engine.config.EffectiveConfig;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.memory.MemoryIndex;
import dev.caxton.engine.memory.MemorySchema;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.MemorySettings;
import dev.caxton.engine.memory.ResolvedAgent;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.messaging.MessageTraces;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.store.DataDirectory;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.HibernateReads;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The memory of a data directory that no server has open; it is locked until closing. There is no model: what is stored gets
 * its vectors when a server starts. For one thread.
 */
public final class OfflineMemory implements AutoCloseable {

    /** Vectors are neither made nor searched here, but a memory wants to know how long they would be. */
    private static final int DIMENSIONS = 384;

    private final Closing closing = new Closing();
    private final MemoryService memory;

    private OfflineMemory(EffectiveConfig effective) {
        try {
            Clock clock = Clock.systemUTC();
            DataDirectory directory = closing.add(
                    "data directory",
                    DataDirectory.open(effective.config().server().dataDir(), clock));
            EngineFiles files = new EngineFiles(directory, clock);
            Database platform = closing.add("caxton.db", Database.open(files.platform()));
            Path file = MemoryFile.in(directory, effective.config().memory().sqlitePath(), closing);
            Embedder embedder = Embedder.none();
            MemoryIndex index = new MemoryIndex(embedder.model(), DIMENSIONS);
            Database knowledge = closing.add("memory.db", Database.open(index.register(files.options(file))));
            HibernateReads rows = closing.add("Hibernate", new HibernateReads(knowledge, MemorySchema.ROWS));
            Metrics metrics = closing.add("metrics", new Metrics());
            ExecutorService background = closing.add("background work", Executors.newVirtualThreadPerTaskExecutor());
            this.memory = closing.add(
                    "memory",
                    new MemoryService(
                            knowledge,
                            index,
                            embedder,
                            rows,
                            reference -> agent(platform, reference),
                            new TimeOrderedIds(clock),
                            clock,
                            metrics,
                            MemorySettings.of(effective.config().memory(), directory.runtime(), () -> 0),
                            texts -> MessageTraces.of(platform, texts),
                            background));
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    /**
     * Opens the memory of the data directory of a configuration.
     *
     * @throws dev.caxton.api.CaxtonException with {@code DATA_DIRECTORY_IN_USE} where a server runs
     */
    public static OfflineMemory open(EffectiveConfig config) {
        return new OfflineMemory(config);
    }

    private static Optional<ResolvedAgent> agent(Database platform, String reference) {
        return platform
                .read(tx -> tx.query(
                        "select agent_id, slug from agents where agent_id = ? or slug = ? or name = ?",
                        result -> new ResolvedAgent(result.getString(1), result.getString(2)),
                        reference,
                        reference,
                        reference))
                .stream()
                .findFirst();
    }

    /** The memory. */
    public Memory memory() {
        return memory;
    }

    @Override
    public void close() {
        closing.close();
    }
}
