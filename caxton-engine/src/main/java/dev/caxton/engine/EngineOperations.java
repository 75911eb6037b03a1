package dev.caxton.engine;

import dev.caxton.api.Subscription;
import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.MemoryHealth;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.ResourceHealth;
import dev.caxton.api.ops.VersionReport;
import dev.caxton.engine.ops.Events;
import dev.caxton.engine.ops.HealthService;
import dev.caxton.engine.ops.Metrics;
import java.time.Duration;
import java.util.function.Consumer;

/** Running the engine. Thread-safe. */
final class EngineOperations implements Operations {

    private final HealthService health;
    private final Metrics metrics;
    private final Events events;
    private final ConfigReport config;
    private final VersionReport version;
    private final Consumer<Duration> stop;

    EngineOperations(
            HealthService health,
            Metrics metrics,
            Events events,
            ConfigReport config,
            VersionReport version,
            Consumer<Duration> stop) {
        this.health = health;
        this.metrics = metrics;
        this.events = events;
        this.config = config;
        this.version = version;
        this.stop = stop;
    }

    @Override
    public Health health() {
        return health.health();
    }

    @Override
    public DetailedHealth detailedHealth() {
        return health.detailed();
    }

    @Override
    public MemoryHealth memoryHealth() {
        return health.memory();
    }

    @Override
    public AgentsHealth agentsHealth() {
        return health.agents();
    }

    @Override
    public ResourceHealth resourceHealth() {
        return health.resources();
    }

    @Override
    public ConfigReport config() {
        return config;
    }

    @Override
    public VersionReport version() {
        return version;
    }

    @Override
    public String metrics() {
        return metrics.scrape();
    }

    @Override
    public Subscription events(Consumer<PlatformEvent> listener) {
        return events.subscribe(listener);
    }

    @Override
    public void shutdown(Duration timeout) {
        stop.accept(timeout);
    }
}
