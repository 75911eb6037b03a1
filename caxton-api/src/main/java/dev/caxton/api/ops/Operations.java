package dev.caxton.api.ops;

import dev.caxton.api.Subscription;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Running the server. May be shared between threads. */
public interface Operations {

    /** The short answer to "is it well?"; never blocks on a database or model. */
    Health health();

    /** The long answer. */
    DetailedHealth detailedHealth();

    /** Whether the memory is well. */
    MemoryHealth memoryHealth();

    /** Whether the agents are well. */
    AgentsHealth agentsHealth();

    /** What the process uses. */
    ResourceHealth resourceHealth();

    /** The configuration in force, secrets redacted. */
    ConfigReport config();

    /** What is running. */
    VersionReport version();

    /** Every metric in the Prometheus text format. */
    String metrics();

    /**
     * Waits until everything that comes up behind a start is up: agents are loaded, and the embedding model can be used or
     * is known not to. A server that is not reachable yet is waited for, too.
     *
     * @param timeout longest time to wait; zero looks once
     * @return how it came up: {@code degraded}, for instance, where the embedding model is missing
     * @throws dev.caxton.api.UnavailableException of type {@code TIMEOUT} if the time was too short
     */
    ServerState awaitReady(Duration timeout);

    /** Tells each platform event from now on, on a thread of Caxton's, until closed. */
    Subscription events(Consumer<PlatformEvent> listener);

    /**
     * As {@link #events(Consumer)}, of some types only, such as {@link EventType#ENTITY_CREATED}; others do not make it
     * fall behind.
     *
     * @param types those wanted; empty for all
     */
    Subscription events(Set<EventType> types, Consumer<PlatformEvent> listener);

    /**
     * Begins to stop the server and returns.
     *
     * @param timeout how long requests in flight may take to finish; zero stops at once, and what was accepted is
     *     answered after the next start
     */
    void shutdown(Duration timeout);
}
