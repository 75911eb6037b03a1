package dev.caxton.engine.ops;

import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.MemoryHealth;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.ResourceHealth;
import dev.caxton.api.ops.ServerState;
import dev.caxton.engine.ops.HealthContributor.Contribution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how the server is.
 *
 * <p>Answers never wait: what takes time is looked at in the background, at the interval of the configuration and when
 * {@link #refresh} asks for it, and remembered. Until the first look, and until {@link #opened} says that the agents are
 * loaded, the server is {@code starting}. A change of state is logged and published as {@code health_changed}.
 * Thread-safe.
 */
public final class HealthService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealthService.class);
    private static final String OK = "ok";

    private final String version;
    private final String memoryBackend;
    private final Clock clock;
    private final Instant started;
    private final List<HealthContributor> slow;
    private final List<HealthContributor> instant;
    private final HealthFigures figures;
    private final ResourceUsage resources;
    private final Events events;
    private final Duration interval;
    private final CompletableFuture<Void> firstLook = new CompletableFuture<>();
    private final Semaphore wanted = new Semaphore(0);
    private final AtomicReference<ServerState> told = new AtomicReference<>(ServerState.STARTING);
    private volatile Looked looked = new Looked(ServerState.STARTING, List.of(), "starting", 0);
    private volatile boolean open;
    private volatile boolean closed;

    /** What the last look found. */
    private record Looked(ServerState state, List<String> reasons, String databases, long entities) {
        Looked {
            reasons = List.copyOf(reasons);
        }
    }

    /** State and reasons, together. */
    private record Verdict(ServerState state, List<String> reasons) {}

    /**
     * Takes what health is made of; nothing is looked at before {@link #start}.
     *
     * @param version version of the server
     * @param memoryBackend such as {@code embedded}
     * @param interval time between two looks
     */
    public HealthService(
            String version,
            String memoryBackend,
            Clock clock,
            List<HealthContributor> contributors,
            HealthFigures figures,
            ResourceUsage resources,
            Events events,
            Duration interval) {
        this.version = version;
        this.memoryBackend = memoryBackend;
        this.clock = clock;
        this.started = clock.instant();
        this.slow = contributors.stream().filter(part -> !part.instant()).toList();
        this.instant = contributors.stream().filter(HealthContributor::instant).toList();
        this.figures = figures;
        this.resources = resources;
        this.events = events;
        this.interval = interval;
    }

    /** Begins to look, on a thread of its own. */
    public void start() {
        Thread.ofVirtual().name("caxton-health").start(this::run);
    }

    /** The agents are loaded: requests may come. */
    public void opened() {
        open = true;
        refresh();
    }

    /** Asks for another look soon; returns at once. */
    public void refresh() {
        wanted.release();
    }

    /** Looks now, in this thread. */
    public void look() {
        ServerState state = ServerState.HEALTHY;
        List<String> reasons = new ArrayList<>();
        for (HealthContributor part : slow) {
            state = worse(state, ask(part, reasons));
        }
        String databases = databases();
        if (!databases.equals(OK)) {
            state = worse(state, ServerState.DEGRADED);
            reasons.add("databases: " + databases);
        }
        looked = new Looked(state, reasons, databases, entities());
        firstLook.complete(null);
        tellChange();
    }

    /** Completes when it was looked for the first time; a copy, which may be given a time limit. */
    public CompletableFuture<Void> seen() {
        return firstLook.copy();
    }

    /** The short answer; takes no lock and does no input or output. */
    public Health health() {
        AgentsHealth agents = figures.agents();
        int count = agents.configAgents() + agents.wasmAgents();
        long uptime = uptime().toSeconds();
        return new Health(verdict().state(), memoryBackend, count, count, version, uptime, uptime);
    }

    /** The long answer; takes no lock and does no input or output. */
    public DetailedHealth detailed() {
        Verdict verdict = verdict();
        AgentsHealth agents = figures.agents();
        MemoryHealth memory = memory();
        String system =
                memory.status() == ServerState.HEALTHY ? OK : memory.status().wireName();
        return new DetailedHealth(
                verdict.state(),
                new DetailedHealth.Components(
                        system,
                        looked.databases(),
                        figures.embeddingModel(),
                        new DetailedHealth.AgentCounts(agents.configAgents(), agents.wasmAgents())),
                uptime().toSeconds(),
                version,
                verdict.reasons());
    }

    /** Whether the memory is well; takes no lock and does no input or output. */
    public MemoryHealth memory() {
        Looked last = looked;
        ModelState model = figures.embeddingModel();
        boolean sound = last.databases().equals(OK);
        boolean modelUsable = model == ModelState.LOADED || model == ModelState.STARTING;
        ServerState unsound = last.databases().equals("starting") ? ServerState.STARTING : ServerState.DOWN;
        ServerState state = !sound ? unsound : modelUsable ? ServerState.HEALTHY : ServerState.DEGRADED;
        return new MemoryHealth(state, last.databases(), model, last.entities());
    }

    /** Whether the agents are well. */
    public AgentsHealth agents() {
        return figures.agents();
    }

    /** What the process uses; reads a few small system files. */
    public ResourceHealth resources() {
        return resources.report();
    }

    /** Time since this was made. */
    public Duration uptime() {
        return Duration.between(started, clock.instant());
    }

    /** From now on the server is down. */
    @Override
    public void close() {
        closed = true;
        refresh();
    }

    private Verdict verdict() {
        if (closed) {
            return new Verdict(ServerState.DOWN, List.of("the server is stopping"));
        }
        Looked last = looked;
        List<String> reasons = new ArrayList<>(last.reasons());
        ServerState state = last.state();
        if (!open) {
            state = worse(state, ServerState.STARTING);
            reasons.add("agents are not loaded yet");
        }
        for (HealthContributor part : instant) {
            state = worse(state, ask(part, reasons));
        }
        ModelState model = figures.embeddingModel();
        if (model == ModelState.MISSING || model == ModelState.CORRUPT) {
            state = worse(state, ServerState.DEGRADED);
            reasons.add("embedding model: " + model.wireName());
        }
        return new Verdict(state, List.copyOf(reasons));
    }

    private static ServerState ask(HealthContributor part, List<String> reasons) {
        Contribution contribution;
        try {
            contribution = part.check();
        } catch (RuntimeException e) {
            LOG.warn("A health check failed part={}", part.name(), e);
            contribution = new Contribution(ServerState.DOWN, "check failed: " + e.getMessage());
        }
        if (contribution.reason() != null) {
            reasons.add(part.name() + ": " + contribution.reason());
        }
        return contribution.state();
    }

    private String databases() {
        try {
            return figures.databases();
        } catch (RuntimeException e) {
            LOG.warn("The databases do not say how they are", e);
            return "not readable";
        }
    }

    private long entities() {
        try {
            return figures.entities();
        } catch (RuntimeException e) {
            LOG.warn("The entities cannot be counted", e);
            return 0;
        }
    }

    /** The worse of two, in the order in which an operator wants to know. */
    private static ServerState worse(ServerState a, ServerState b) {
        return rank(a) >= rank(b) ? a : b;
    }

    private static int rank(ServerState state) {
        return switch (state) {
            case HEALTHY -> 0;
            case DEGRADED -> 1;
            case SAFE_MODE -> 2;
            case STARTING -> 3;
            case DOWN -> 4;
        };
    }

    private void tellChange() {
        Verdict now = verdict();
        ServerState before = told.getAndSet(now.state());
        if (before != now.state()) {
            LOG.info("Health changed from={} to={} reasons={}", before, now.state(), now.reasons());
            events.publish(
                    EventType.HEALTH_CHANGED,
                    Map.of("from", before.wireName(), "to", now.state().wireName(), "reasons", now.reasons()));
        }
    }

    private void run() {
        try {
            while (!closed) {
                look();
                if (wanted.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
