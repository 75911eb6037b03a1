package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.NewRelation;
import dev.caxton.api.memory.StoredEntity;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.store.Command;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.HibernateReads;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A memory over a real file, with agents alice and bob. */
final class MemoryFixture implements AutoCloseable {

    static final String ALICE = "alice";
    static final String BOB = "bob";

    /** The file is not to have more pages, as if the disk were full. */
    record PageLimit(long pages) implements Command {
        @Override
        public String kind() {
            return "limit_pages";
        }

        @Override
        public String subject() {
            return String.valueOf(pages);
        }
    }

    final Database database;
    final MemoryIndex index;
    final MemoryService memory;
    final Metrics metrics = new Metrics();
    final HibernateReads hibernate;
    /** What stands for messages that hold texts. */
    final List<String> messages = new CopyOnWriteArrayList<>();

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    MemoryFixture(Path directory, Embedder embedder) {
        this(directory, embedder, Clock.systemUTC(), MemorySettings.quiet(directory));
    }

    MemoryFixture(Path directory, Embedder embedder, Clock clock, MemorySettings settings) {
        try {
            java.nio.file.Files.createDirectories(directory);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        index = new MemoryIndex(embedder.model(), embedder.dimensions());
        database = Database.open(index.register(DatabaseOptions.of(directory.resolve("memory.db"), clock))
                .withApplier(PageLimit.class, (command, operation, tx) -> {
                    tx.query("pragma max_page_count = " + command.pages(), result -> result.getLong(1));
                    return null;
                }));
        hibernate = new HibernateReads(database, MemorySchema.ROWS);
        memory = new MemoryService(
                database,
                index,
                embedder,
                hibernate,
                MemoryFixture::agent,
                new TimeOrderedIds(clock),
                clock,
                metrics,
                settings,
                texts -> messages.stream()
                        .filter(text -> texts.stream().anyMatch(text::contains))
                        .toList(),
                background);
    }

    private static Optional<ResolvedAgent> agent(String reference) {
        return switch (reference) {
            case ALICE, "id-alice" -> Optional.of(new ResolvedAgent("id-alice", ALICE));
            case BOB, "id-bob" -> Optional.of(new ResolvedAgent("id-bob", BOB));
            default -> Optional.empty();
        };
    }

    static NewEntity entity(String agent, String name, String type, String... observations) {
        return new NewEntity(agent, name, type, Arrays.asList(observations), null, Map.of());
    }

    static NewEntity shared(MemoryScope scope, String name, String type, String... observations) {
        return new NewEntity(null, name, type, Arrays.asList(observations), scope, Map.of());
    }

    static NewRelation relation(String agent, String from, String type, String to) {
        return new NewRelation(agent, from, to, type, null, null, null, Map.of());
    }

    StoredEntity store(String agent, String name, String type, String... observations) {
        return memory.createEntity(entity(agent, name, type, observations));
    }

    long count(String table) {
        return database.read(tx -> tx.count("select count(*) from " + table));
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("condition not met within three minutes");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    static List<String> names(dev.caxton.api.memory.SearchResult result) {
        return result.results().stream()
                .map(dev.caxton.api.memory.SearchHit::entityName)
                .toList();
    }

    @Override
    public void close() {
        memory.close();
        background.close();
        hibernate.close();
        database.close();
        metrics.close();
    }
}
