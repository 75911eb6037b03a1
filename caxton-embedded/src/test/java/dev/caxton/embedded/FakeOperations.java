package dev.caxton.embedded;

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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Operations whose state the test sets. */
final class FakeOperations implements Operations {

    volatile ServerState state = ServerState.HEALTHY;
    volatile Consumer<Duration> stop = patience -> {};
    final List<Consumer<PlatformEvent>> listeners = new CopyOnWriteArrayList<>();
    final List<Duration> shutdowns = new CopyOnWriteArrayList<>();

    @Override
    public Health health() {
        return new Health(state, "embedded", 1, 1, "0.1.0", 5, 5);
    }

    @Override
    public DetailedHealth detailedHealth() {
        return new DetailedHealth(
                state,
                new DetailedHealth.Components("ok", "ok", ModelState.LOADED, new DetailedHealth.AgentCounts(1, 0)),
                5,
                "0.1.0",
                List.of());
    }

    @Override
    public MemoryHealth memoryHealth() {
        return new MemoryHealth(state, "ok", ModelState.LOADED, 1);
    }

    @Override
    public AgentsHealth agentsHealth() {
        return new AgentsHealth(1, 0, 0);
    }

    @Override
    public ResourceHealth resourceHealth() {
        return new ResourceHealth(256, 1.5, 45);
    }

    @Override
    public ConfigReport config() {
        return new ConfigReport(List.of(new ConfigReport.Entry("server.port", "8080", "default")), List.of());
    }

    @Override
    public VersionReport version() {
        return new VersionReport("0.1.0", "25", "3.54.1");
    }

    @Override
    public String metrics() {
        return "# TYPE caxton_server_uptime_seconds gauge\ncaxton_server_uptime_seconds 5.0\n";
    }

    @Override
    public ServerState awaitReady(Duration timeout) {
        return state;
    }

    @Override
    public Subscription events(Set<EventType> types, Consumer<PlatformEvent> listener) {
        return events(event -> {
            if (types.isEmpty()
                    || types.stream().anyMatch(type -> type.wireName().equals(event.type()))) {
                listener.accept(event);
            }
        });
    }

    @Override
    public Subscription events(Consumer<PlatformEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void shutdown(Duration timeout) {
        shutdowns.add(timeout);
        stop.accept(timeout);
    }
}
