package dev.caxton.embedded;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.Problem;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.ServerState;
import dev.caxton.api.security.Admission;
import dev.caxton.embedded.oidc.OidcTokens;
import dev.caxton.embedded.tls.ServerTls;
import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.engine.config.RequestLimits;
import dev.caxton.engine.config.TlsConfig;
import dev.caxton.war.http.HttpSettings;
import dev.caxton.war.http.OpenStreams;
import dev.caxton.war.http.RequestFilter;
import dev.caxton.war.http.RequestObserver;
import dev.caxton.war.security.Authentication;
import dev.caxton.war.security.Authentication.Demand;
import dev.caxton.war.security.BearerTokens;
import dev.caxton.war.security.ContainerRoles;
import dev.caxton.war.security.ForeignOrigin;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caxton in this process, serving its REST interface.
 *
 * <p>Starting takes the ports first, then brings up engine, HTTP server and REST interface side by side. From the first
 * moment the health question is answered: 503 {@code starting}, then 200 once agents are loaded. Stopping refuses new
 * requests with 503, finishes those in flight, and closes the engine. Thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    private final CaxtonConfig config;
    private final EngineStart engine;
    private final Demand demand;
    private final Ports ports;
    private final @Nullable ServerTls tls;
    private final HttpServer http;
    private final RestGate gate;
    private final DrainHandler drain;
    private final OpenStreams streams;
    private final RequestFilter filter;
    private final CaxtonBeans beans;
    private final StartingHealth startingHealth = new StartingHealth();
    private final CompletableFuture<Caxton> caxton = new CompletableFuture<>();
    private final CompletableFuture<RestInterface> rest = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile boolean served;
    private volatile boolean endsWithFailure;

    private EmbeddedServer(
            CaxtonConfig config,
            EngineStart engine,
            HttpSettings settings,
            Demand demand,
            BearerTokens tokens,
            RequestObserver observer) {
        Clock clock = Clock.systemUTC();
        TlsConfig encryption = config.network().tls();
        this.tls = encryption.enabled() ? ServerTls.load(encryption, clock) : null;
        Problems problems = new Problems(clock);
        ForeignOrigin origins = new ForeignOrigin(settings);
        this.config = config;
        this.engine = engine;
        this.demand = demand;
        Authentication authentication =
                new Authentication(demand, () -> Admission.of(caxton.join()), tokens, new ContainerRoles(Map.of()));
        this.ports = Ports.take(config);
        this.streams = new OpenStreams(settings.heartbeat());
        this.filter = new RequestFilter(settings, authentication, observer, clock);
        this.beans = new CaxtonBeans(caxton, settings, streams);
        this.gate = new RestGate(
                CompletableFuture.allOf(caxton, rest), config.server().requestTimeout(), problems);
        this.drain = new DrainHandler(problems, gate);
        ProbeHandler probes = new ProbeHandler(rest, caxton, stopping::get, origins, drain);
        HealthHandler health = new HealthHandler(this::health, origins, probes);
        MetricsHandler metrics = new MetricsHandler(caxton, origins, authentication, problems, health);
        RequestLimits limits = config.network().limits();
        FrontHandler front = new FrontHandler(limits.maxUrlLength().bytes(), problems, metrics);
        this.http = HttpServer.on(ports, limits, tls, front, new ProblemErrorHandler(problems, limits));
    }

    /** Starts the server and returns when it serves; a failure is thrown and leaves nothing behind. */
    public static EmbeddedServer start(CaxtonConfig config, EngineStart engine) {
        return start(config, engine, RequestObserver.NONE);
    }

    /** As {@link #start(CaxtonConfig, EngineStart)}, with an observer of every request. */
    public static EmbeddedServer start(CaxtonConfig config, EngineStart engine, RequestObserver observer) {
        return start(config, engine, observer, false);
    }

    /**
     * As {@link #start(CaxtonConfig, EngineStart, RequestObserver)}, for a process that ends when this fails: then the part
     * that still starts, which takes a second or two, is not waited for. In a process that goes on it must be, for CDI
     * containers of one process get in each other's way.
     */
    static EmbeddedServer startOrEnd(CaxtonConfig config, EngineStart engine, RequestObserver observer) {
        return start(config, engine, observer, true);
    }

    private static EmbeddedServer start(
            CaxtonConfig config, EngineStart engine, RequestObserver observer, boolean orEnd) {
        Demand demand = Access.demand(config);
        HttpSettings settings = HttpSettings.of(config, demand);
        EmbeddedServer server = new EmbeddedServer(
                config,
                engine,
                settings,
                demand,
                OidcTokens.of(config.security().oidc(), Clock.systemUTC()),
                observer);
        server.endsWithFailure = orEnd;
        server.up();
        return server;
    }

    private void up() {
        background("caxton-engine", caxton, this::startEngine);
        background("caxton-rest", rest, this::raise);
        try {
            http.start();
            caxton.join();
            rest.join();
        } catch (Exception e) {
            stop(Duration.ZERO);
            throw failure(e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
        }
        served = true;
        LOG.info(
                "Caxton listens on {} ({} ms after its start)",
                uri(),
                startingHealth.uptime().toMillis());
    }

    private Caxton startEngine() {
        Caxton started = engine.start(uri(), this::beginStop);
        try {
            Access.prepare(config, demand, started);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private RestInterface raise() throws Exception {
        RestInterface built = RestInterface.boot(beans, filter);
        gate.open(built.handler());
        return built;
    }

    private static <T> void background(String name, CompletableFuture<T> result, Callable<T> work) {
        Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e); // rethrown to whoever starts the server
            }
        });
    }

    private static CaxtonException failure(Throwable cause) {
        return cause instanceof CaxtonException ours
                ? ours
                : CaxtonException.of(
                        Problem.of(ProblemType.INTERNAL_ERROR, "The server did not start: " + cause, null), cause);
    }

    /** Where the REST interface listens. */
    public URI uri() {
        return uri(ports.rest(), "");
    }

    /** Where the metrics are; null without a port of their own. */
    public @Nullable URI metricsUri() {
        ServerSocketChannel port = ports.metrics();
        return port == null ? null : uri(port, "/metrics");
    }

    private URI uri(ServerSocketChannel port, String path) {
        String host = config.server().host();
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create((tls == null ? "http" : "https") + "://" + (shown.contains(":") ? '[' + shown + ']' : shown)
                + ':' + Ports.number(port) + path);
    }

    /** Takes the certificates that the files hold now; nothing without TLS. */
    public void reloadCertificates() {
        if (tls != null) {
            tls.reload();
        }
    }

    /** What is served. */
    public Caxton caxton() {
        return caxton.join();
    }

    private Health health() {
        if (stopping.get()) {
            return startingHealth.health(ServerState.DOWN);
        }
        return caxton.isDone() && !caxton.isCompletedExceptionally()
                ? caxton.join().ops().health()
                : startingHealth.health(ServerState.STARTING);
    }

    /** Whether the engine still answers; one that stops is alive. May be as slow as the engine is. */
    public boolean isAlive() {
        return stopping.get() || caxton.join().ops().health().status() != ServerState.DOWN;
    }

    /** Begins to stop, with so much patience for requests in flight, and returns. */
    public void beginStop(Duration patience) {
        Thread.ofPlatform().name("caxton-stop").start(() -> stop(patience));
    }

    /**
     * Stops: new requests are refused, requests in flight get so much time, then everything is closed. Returns when that is
     * done; a second caller waits for the first.
     */
    public void stop(Duration patience) {
        if (!stopping.compareAndSet(false, true)) {
            awaitStopped();
            return;
        }
        try {
            drain.drain();
            engine.stopping(patience);
            streams.closeAll();
            int cut = drain.awaitIdle(patience);
            if (cut > 0) {
                LOG.warn("{} requests were still in flight after {} ms and are cut off", cut, patience.toMillis());
            }
            close("HTTP", http::stop);
            closeWhenStarted("REST", rest, served || !endsWithFailure);
            closeWhenStarted("engine", caxton, true);
            if (served) {
                LOG.info("Caxton has stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.complete(null);
        }
    }

    private static void closeWhenStarted(String part, CompletableFuture<? extends AutoCloseable> future, boolean wait) {
        // a part that is still starting is closed when it has started
        CompletableFuture<?> closed =
                future.thenAccept(started -> close(part, started)).exceptionally(failed -> null);
        if (wait) {
            closed.join();
        }
    }

    private static void close(String part, AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.error("Closing the {} failed", part, e);
        }
    }

    /** Waits until the server has stopped. */
    public void awaitStopped() {
        stopped.join();
    }

    /** Stops with the configured patience. */
    @Override
    public void close() {
        stop(config.server().shutdownTimeout());
    }
}
