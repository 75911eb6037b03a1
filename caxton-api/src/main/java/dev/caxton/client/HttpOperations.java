package dev.caxton.client;

import com.fasterxml.jackson.core.JacksonException;
import dev.caxton.api.Subscription;
import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.MemoryHealth;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.ResourceHealth;
import dev.caxton.api.ops.ServerState;
import dev.caxton.api.ops.VersionReport;
import dev.caxton.wire.DurationText;
import dev.caxton.wire.WireJson;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Running the server, over HTTP. */
final class HttpOperations implements Operations {

    /** A server that does not serve answers with its health, and with this status for whoever looks at that alone. */
    private static final int NOT_SERVING = 503;

    private final Exchange exchange;
    private final Set<Following> followings;

    HttpOperations(Exchange exchange, Set<Following> followings) {
        this.exchange = exchange;
        this.followings = followings;
    }

    @Override
    public Health health() {
        return exchange.request("GET", "health").as(Health.class, NOT_SERVING);
    }

    @Override
    public DetailedHealth detailedHealth() {
        return exchange.request("GET", "health", "detailed").as(DetailedHealth.class, NOT_SERVING);
    }

    @Override
    public MemoryHealth memoryHealth() {
        return exchange.request("GET", "health", "memory").as(MemoryHealth.class, NOT_SERVING);
    }

    @Override
    public AgentsHealth agentsHealth() {
        return exchange.request("GET", "health", "agents").as(AgentsHealth.class, NOT_SERVING);
    }

    @Override
    public ResourceHealth resourceHealth() {
        return exchange.request("GET", "health", "resources").as(ResourceHealth.class, NOT_SERVING);
    }

    @Override
    public ConfigReport config() {
        return exchange.request("GET", "config").as(ConfigReport.class);
    }

    @Override
    public VersionReport version() {
        return exchange.request("GET", "version").as(VersionReport.class);
    }

    @Override
    public String metrics() {
        return exchange.request("GET", "metrics")
                .accept("text/plain, application/problem+json")
                .asText();
    }

    @Override
    public ServerState awaitReady(Duration timeout) {
        return new ReadyWait(this::detailedHealth).await(timeout);
    }

    @Override
    public Subscription events(Consumer<PlatformEvent> listener) {
        return events(Set.of(), listener);
    }

    @Override
    public Subscription events(Set<EventType> types, Consumer<PlatformEvent> listener) {
        WireRequest request = exchange.request("GET", "events");
        return Following.open(
                exchange,
                types.isEmpty()
                        ? request
                        : request.query(
                                "types",
                                types.stream().sorted().map(EventType::wireName).collect(Collectors.joining(","))),
                decoding(PlatformEvent.class, listener),
                followings);
    }

    @Override
    public void shutdown(Duration timeout) {
        exchange.request("POST", "shutdown")
                .body(Map.of("timeout", DurationText.format(timeout)))
                .done();
    }

    /** A listener of values that reads them from events; {@link Following} logs an event that cannot be read. */
    static <T> Consumer<ServerEvent> decoding(Class<T> type, Consumer<T> listener) {
        return event -> {
            T value;
            try {
                value = WireJson.mapper().readValue(event.data(), type);
            } catch (JacksonException e) {
                throw new IllegalArgumentException("event '" + event.name() + "' cannot be read", e);
            }
            listener.accept(value);
        };
    }
}
