package dev.caxton.engine.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Subscription;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentLogEntry;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.agent.PingReport;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.engine.agent.file.AgentFileParser;
import dev.caxton.engine.agent.file.AgentFileRules;
import dev.caxton.engine.agent.file.AgentFolder;
import dev.caxton.engine.agent.file.AgentNames;
import dev.caxton.engine.agent.file.FolderFile;
import dev.caxton.engine.config.RuntimeConfig;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Agents from files. {@link #prepare} and {@link #start} first; until then nobody is found. Shared between threads.
 */
public final class AgentService implements Agents, AgentDirectory, AutoCloseable {

    private static final Duration LONGEST_PING = Duration.ofMinutes(5);

    private final AgentPorts ports;
    private final AgentLogs logs;
    private final AgentReloads reloads;
    private final AgentDeployment deployment;
    private final AgentDescriptions descriptions;

    /**
     * A service that has read nothing yet.
     *
     * @param agentsDir where agent files are
     * @param config agents and their files
     * @param defaultProvider chat model provider of agents that name none
     * @param ports what it needs of the rest of the server
     * @param logs where agents' log lines go
     */
    public AgentService(
            Path agentsDir,
            RuntimeConfig config,
            String defaultProvider,
            AgentPorts ports,
            AgentLogs logs,
            Clock clock,
            IdGenerator ids) {
        this.ports = ports;
        this.logs = logs;
        AgentFileParser parser = new AgentFileParser(
                () -> new AgentFileRules(ports.tools().get(), ports.providers().get(), false));
        AgentFolder folder = new AgentFolder(agentsDir, parser, clock);
        AgentAnnouncements announcements = new AgentAnnouncements(ports, logs);
        this.reloads = new AgentReloads(config, folder, parser, announcements, ids, clock);
        this.deployment = new AgentDeployment(reloads, folder, parser, announcements);
        this.descriptions = new AgentDescriptions(reloads, parser, defaultProvider);
    }

    /**
     * Reads and checks the agent files, without a database, so that it can run beside the opening of one. Makes the
     * directory if it is missing; {@code INVALID_CONFIGURATION} if it cannot be used.
     */
    public void prepare() {
        reloads.prepare();
    }

    /** Brings the agents up from what was read, and begins to watch their files. */
    public void start(Database database) {
        reloads.start(database);
    }

    @Override
    public Optional<ServingAgent> find(AgentRef ref) {
        AgentSnapshot snapshot = reloads.snapshot();
        AgentEntry entry = AgentResolver.find(snapshot, ref);
        return entry == null ? Optional.empty() : Optional.ofNullable(snapshot.serving(entry.id()));
    }

    @Override
    public ServingAgent require(AgentRef ref) {
        AgentSnapshot snapshot = reloads.snapshot();
        AgentEntry entry = AgentResolver.require(snapshot, ref);
        ServingAgent agent = snapshot.serving(entry.id());
        if (agent == null) {
            throw AgentResolver.notRunning(entry);
        }
        return agent;
    }

    @Override
    public List<ServingAgent> all() {
        return reloads.snapshot().serving();
    }

    @Override
    public List<AgentDescription> list(AgentFilter filter) {
        return descriptions.list(filter);
    }

    @Override
    public AgentDescription describe(AgentRef agent) {
        return descriptions.describe(AgentResolver.require(reloads.snapshot(), agent));
    }

    @Override
    public AgentDescription deploy(AgentFile file) {
        return descriptions.describe(deployment.deploy(file));
    }

    @Override
    public void remove(AgentRef agent) {
        deployment.remove(agent);
    }

    @Override
    public ReloadReport reload(ReloadRequest request) {
        return reloads.reload(request);
    }

    @Override
    public ValidationReport validate(AgentFile file) {
        return deployment.check(file).report();
    }

    @Override
    public ValidationReport validate(AgentRef agent) {
        AgentEntry entry = AgentResolver.find(reloads.snapshot(), agent);
        String slug = entry != null ? entry.slug() : AgentNames.stem(AgentNames.lastPart(agent.value()));
        Path source = entry == null ? null : entry.source();
        return planned()
                .filter(file -> source != null
                        ? file.path().equals(source)
                        : file.slug().equals(slug))
                .findFirst()
                .map(file -> file.parsed().report())
                .orElseThrow(() -> entry == null
                        ? AgentResolver.unknown(reloads.snapshot(), agent)
                        : CaxtonException.of(
                                ProblemType.AGENT_NOT_FOUND,
                                "File not found: agent '" + entry.slug() + "' has no file any more",
                                "put its file back into the agents directory"));
    }

    @Override
    public List<ValidationReport> validateAll() {
        return planned().map(file -> file.parsed().report()).toList();
    }

    private java.util.stream.Stream<FolderFile> planned() {
        return reloads.planned().stream()
                .map(ReloadPreview::fileOf)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(FolderFile::fileName));
    }

    @Override
    public PingReport ping(AgentRef ref, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_PING) > 0) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "timeout is " + timeout + ", expected up to 5 minutes", (String)
                            null);
        }
        AgentEntry entry = AgentResolver.require(reloads.snapshot(), ref);
        AgentState state = entry.lifecycle().state();
        if (entry.serving() == null) {
            String reason = "agent is " + state
                    + (entry.problems().isEmpty() ? "" : ": " + entry.problems().getFirst());
            return new PingReport(entry.slug(), false, state, 0, reason);
        }
        long began = System.nanoTime();
        String reason = unreachable(entry.slug(), timeout);
        return new PingReport(entry.slug(), reason == null, state, (System.nanoTime() - began) / 1_000_000.0, reason);
    }

    /** Why an agent did not react in time; null if it did. */
    private @Nullable String unreachable(String slug, Duration timeout) {
        try {
            ports.probe().probe(slug).toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return null;
        } catch (TimeoutException e) {
            return "no reaction within " + timeout.toMillis() + " ms";
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return "probe failed: " + cause.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public List<AgentLogEntry> logs(AgentRef agent, int tail, @Nullable String level) {
        return logs.tail(AgentResolver.require(reloads.snapshot(), agent).slug(), tail, level);
    }

    @Override
    public Subscription followLogs(AgentRef agent, @Nullable String level, Consumer<AgentLogEntry> listener) {
        return logs.follow(AgentResolver.require(reloads.snapshot(), agent).slug(), level, listener);
    }

    /** Stops watching; agents serve on until their runtime stops. */
    @Override
    public void close() {
        reloads.close();
        logs.close();
    }
}
