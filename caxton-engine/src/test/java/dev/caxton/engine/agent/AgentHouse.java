package dev.caxton.engine.agent;

import dev.caxton.api.ops.EventType;
import dev.caxton.engine.config.RuntimeConfig;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An agent service over a directory and a real database, which can be stopped and started again. */
final class AgentHouse implements AutoCloseable {

    static final Set<String> TOOLS = Set.of(
            "http_client",
            "csv_parser",
            "json_processor",
            "statistical_analyzer",
            "chart_generator",
            "text_processor",
            "file_storage",
            "message_client",
            "memory_search",
            "memory_store");

    final Path agents;
    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicInteger succeeded = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final List<Duration> took = new CopyOnWriteArrayList<>();
    volatile Set<String> tools = TOOLS;
    volatile AgentProbe probe = slug -> CompletableFuture.completedFuture(null);
    private final Path data;
    private final boolean hotReload;
    volatile Clock time = Clock.systemUTC();
    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return time.getZone();
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return time.withZone(zone);
        }

        @Override
        public java.time.Instant instant() {
            return time.instant();
        }
    };
    private Database database;
    private AgentService service;

    AgentHouse(Path directory, boolean hotReload) throws IOException {
        this.agents = directory.resolve("agents");
        this.data = Files.createDirectories(directory.resolve("data"));
        this.hotReload = hotReload;
        Files.createDirectories(agents);
    }

    AgentService start() {
        service = new AgentService(
                agents,
                new RuntimeConfig(100, hotReload, Duration.ofMillis(20), 16),
                "embedded",
                new AgentPorts(
                        () -> tools,
                        () -> Set.of("embedded", "openai"),
                        slug -> probe.probe(slug),
                        this::event,
                        new ReloadCounters() {
                            @Override
                            public void succeeded(Duration time) {
                                succeeded.incrementAndGet();
                                took.add(time);
                            }

                            @Override
                            public void failed() {
                                failed.incrementAndGet();
                            }
                        }),
                new AgentLogs(clock),
                clock,
                new TimeOrderedIds(clock));
        service.prepare();
        database = Database.open(AgentSchema.addTo(DatabaseOptions.of(data.resolve("caxton.db"), clock)));
        service.start(database);
        return service;
    }

    AgentService restart() {
        close();
        return start();
    }

    Database database() {
        return database;
    }

    private void event(EventType type, Map<String, Object> data) {
        events.add(type.wireName() + " " + data.get("agent"));
    }

    /** Writes a file at a stroke, as a careful program does. */
    Path put(String fileName, String content) {
        try {
            Path temporary = agents.resolve("." + fileName + ".tmp");
            Files.writeString(temporary, content);
            return Files.move(
                    temporary,
                    agents.resolve(fileName),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void delete(String fileName) {
        try {
            Files.delete(agents.resolve(fileName));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String agent(String name, String version) {
        return "---\nname: " + name + "\nversion: " + version
                + "\ncapabilities: [testing]\nsystem_prompt: You test.\n---\n";
    }

    /** Waits for a condition that another thread brings about, for two minutes at most. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not: " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    static void await(Supplier<String> actual, String expected) {
        await(expected, () -> expected.equals(actual.get()));
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
            database.close();
            service = null;
        }
    }
}
