package dev.caxton.embedded;

import dev.caxton.api.Caxton;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Starts what the server serves, while the server prepares itself on another thread. */
@FunctionalInterface
public interface EngineStart {

    /**
     * Starts and returns when agents are loaded and requests can be answered.
     *
     * @param url where the server listens; requests are taken already and wait
     * @param stop what {@code Operations.shutdown} is to call: it begins to stop the server with this patience and returns
     */
    Caxton start(URI url, Consumer<Duration> stop);

    /** Told when the server begins to stop: all that is in flight has so much time from now on. */
    default void stopping(Duration patience) {}
}
