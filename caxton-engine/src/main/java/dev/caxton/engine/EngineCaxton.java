package dev.caxton.engine;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.security.AuditTrail;
import dev.caxton.api.security.Keys;
import dev.caxton.api.tool.Tools;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.EffectiveConfig;
import dev.caxton.engine.ops.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole product in this process: opens a data directory, loads the agents and answers. Thread-safe.
 *
 * <p>{@link #start} returns once agents are loaded and messages can be sent; the embedding model, Hibernate and chat
 * models come up behind it.
 */
public final class EngineCaxton implements Caxton {

    private final EngineGraph graph;
    private final EngineOperations operations;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Deadline deadline;

    /**
     * How long messages in flight may take.
     *
     * @param patience all of their time
     * @param begun when it began, of {@link System#nanoTime}; null if it has not
     */
    private record Deadline(Duration patience, @Nullable Long begun) {
        Duration left() {
            Duration left = begun == null ? patience : patience.minusNanos(System.nanoTime() - begun);
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    EngineCaxton(
            EffectiveConfig config,
            Providers providers,
            @Nullable Consumer<PlatformEvent> listener,
            Consumer<Duration> stop) {
        this.deadline = new Deadline(config.config().server().shutdownTimeout(), null);
        this.graph = EngineGraph.build(config.config(), providers, listener);
        this.operations = graph.operations(config.report(), timeout -> {
            stopWithin(timeout);
            stop.accept(timeout);
        });
        graph.beginToTell();
    }

    /**
     * Opens an engine with settings alone: neither files nor environment are looked at.
     *
     * @param settings values by dotted key, such as {@code server.data_dir}; the rest are defaults
     */
    public static EngineCaxton open(Map<String, String> settings) {
        return open(ConfigReader.ofNothing(Path.of("")).read(null, settings));
    }

    /** Opens an engine with a configuration; {@link Operations#shutdown} closes it. */
    public static EngineCaxton open(EffectiveConfig config) {
        return builder().config(config).open();
    }

    /** For programs that add tools, chat models or embedding models. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    /**
     * Starts an engine for a host that decides itself how to stop.
     *
     * @param stop told by {@link Operations#shutdown}; must return soon, and have {@link #close} called in the end
     */
    public static EngineCaxton start(EffectiveConfig config, Consumer<Duration> stop) {
        return builder().config(config).start(stop);
    }

    @Override
    public Agents agents() {
        return graph.agents();
    }

    @Override
    public Messages messages() {
        return graph.messages();
    }

    @Override
    public Memory memory() {
        return graph.memory();
    }

    @Override
    public Tools tools() {
        return graph.tools();
    }

    @Override
    public Keys keys() {
        return graph.keys();
    }

    @Override
    public AuditTrail audit() {
        return graph.audit();
    }

    @Override
    public Operations ops() {
        return operations;
    }

    /**
     * Writes the address of a host's REST interface into the data directory, where the command line looks for it; it is
     * removed on closing.
     *
     * @param certificate PEM file of the certificate that the interface shows; null without TLS
     */
    public void announce(URI url, @Nullable Path certificate) {
        graph.announce(url, certificate);
    }

    /**
     * Tells that a host begins to stop: messages in flight have so much time from now on, however much of it has passed
     * when {@link #close} is called.
     */
    public void stopWithin(Duration patience) {
        deadline = new Deadline(patience, System.nanoTime());
    }

    /** Checks an agent file without an engine, knowing the built-in tools and chat model providers alone. */
    public static ValidationReport check(AgentFile file) {
        return EngineGraph.check(file);
    }

    /**
     * The Micrometer registry behind {@code Operations.metrics}: a meter that is registered here is scraped with the
     * engine's own. Loads Micrometer when it is first called.
     */
    public MeterRegistry meters() {
        return graph.metrics().registry();
    }

    /** The engine's metrics as they are shown elsewhere. */
    Metrics metrics() {
        return graph.metrics();
    }

    /** Tells the metrics that a host answered a request. */
    public void requestAnswered(String method, String route, int status, Duration time) {
        graph.requestAnswered(method, route, status, time);
    }

    /**
     * Waits for messages in flight as long as the configuration, or whoever asked for the stop, allows; then closes
     * everything. What is left is answered after the next start.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            graph.drain(deadline.left());
            graph.close();
        }
    }
}
