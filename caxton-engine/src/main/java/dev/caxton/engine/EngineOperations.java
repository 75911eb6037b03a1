package dev.caxton.engine;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Subscription;
import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.MemoryHealth;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.ResourceHealth;
import dev.caxton.api.ops.ServerState;
import dev.caxton.api.ops.VersionReport;
import dev.caxton.engine.ops.Events;
import dev.caxton.engine.ops.HealthService;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.security.EventScope;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Running the engine. Thread-safe. */
final class EngineOperations implements Operations {

    private final HealthService health;
    private final CompletableFuture<ModelState> model;
    private final Metrics metrics;
    private final Events events;
    private final EventScope scope;
    private final ConfigReport config;
    private final VersionReport version;
    private final Consumer<Duration> stop;

    EngineOperations(
            HealthService health,
            CompletableFuture<ModelState> model,
            Metrics metrics,
            Events events,
            EventScope scope,
            ConfigReport config,
            VersionReport version,
            Consumer<Duration> stop) {
        this.health = health;
        this.model = model;
        this.metrics = metrics;
        this.events = events;
        this.scope = scope;
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
    public ServerState awaitReady(Duration timeout) {
        try {
            // Health is looked at on a thread of its own, whose first look may come after the model.
            CompletableFuture.allOf(model, health.seen()).get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late(timeout, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a model is never ready with a failure", e);
        }
        return health.health().status();
    }

    private CaxtonException late(Duration timeout, Exception cause) {
        return CaxtonException.of(
                Problem.of(
                        ProblemType.TIMEOUT,
                        "Waited " + timeout.toMillis() + " ms, and the "
                                + (model.isDone() ? "health was not looked at" : "embedding model is still starting"),
                        "Wait longer; what needs no search by meaning works meanwhile."),
                cause);
    }

    @Override
    public Subscription events(Consumer<PlatformEvent> listener) {
        return events.subscribe(scope.limit(listener));
    }

    @Override
    public Subscription events(Set<EventType> types, Consumer<PlatformEvent> listener) {
        return types.isEmpty()
                ? events(listener)
                : events.subscribe(Set.copyOf(types)::contains, scope.limit(listener));
    }

    @Override
    public void shutdown(Duration timeout) {
        stop.accept(timeout);
    }
}
