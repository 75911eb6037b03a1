package dev.caxton.engine;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.messaging.Messages;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.ops.VersionReport;
import dev.caxton.api.security.AuditTrail;
import dev.caxton.api.security.Keys;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.api.tool.Tools;
import dev.caxton.engine.agent.AgentLogs;
import dev.caxton.engine.agent.AgentPorts;
import dev.caxton.engine.agent.AgentService;
import dev.caxton.engine.agent.ReloadCounters;
import dev.caxton.engine.agent.builtin.BuiltinTools;
import dev.caxton.engine.agent.builtin.file.DirectoryAgentFiles;
import dev.caxton.engine.agent.file.AgentFileParser;
import dev.caxton.engine.agent.file.AgentFileRules;
import dev.caxton.engine.agent.recording.Recorder;
import dev.caxton.engine.agent.recording.RecordingRules;
import dev.caxton.engine.agent.runtime.AgentModels;
import dev.caxton.engine.agent.runtime.ConfigAgentRuntime;
import dev.caxton.engine.agent.runtime.Recall;
import dev.caxton.engine.config.CaxtonConfig;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.llm.ChatModels;
import dev.caxton.engine.llm.RetryPolicy;
import dev.caxton.engine.llm.embedded.EmbeddedChatModelProvider;
import dev.caxton.engine.llm.openai.OpenAiChatModelProvider;
import dev.caxton.engine.memory.MemoryEvents;
import dev.caxton.engine.memory.MemoryIndex;
import dev.caxton.engine.memory.MemorySchema;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.MemorySettings;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.memory.upkeep.Retention;
import dev.caxton.engine.messaging.MessageService;
import dev.caxton.engine.messaging.MessageTraces;
import dev.caxton.engine.ops.AgentMetrics;
import dev.caxton.engine.ops.Events;
import dev.caxton.engine.ops.HealthService;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.ops.RecordingMetrics;
import dev.caxton.engine.ops.ResourceUsage;
import dev.caxton.engine.ops.ServerMetrics;
import dev.caxton.engine.security.KeyService;
import dev.caxton.engine.store.DataDirectory;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.HibernateReads;
import dev.caxton.engine.tool.ToolAudit;
import dev.caxton.engine.tool.ToolInvoker;
import dev.caxton.engine.tool.ToolPolicy;
import dev.caxton.engine.tool.ToolRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The object graph of an engine, in the order in which it comes up. Reading {@link #build} shows who knows whom; no other
 * class wires features to each other.
 */
final class EngineGraph implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineGraph.class);

    private final Closing closing;
    private final DataDirectory directory;
    private final Events events;
    private final Runnable telling;
    private final Metrics metrics;
    private final Embedder embedder;
    private final HealthService health;
    private final ServerMetrics serverMetrics;
    private final Database platform;
    private final AgentService agents;
    private final MessageService messages;
    private final MemoryService memory;
    private final ToolRegistry tools;
    private final KeyService keys;
    private final Recorder recorder;
    private final EngineDoors doors;

    private EngineGraph(
            CaxtonConfig config, Providers providers, @Nullable Consumer<PlatformEvent> listener, Closing closing) {
        this.closing = closing;
        Clock clock = Clock.systemUTC();
        IdGenerator ids = new TimeOrderedIds(clock);
        KnownAgents known = new KnownAgents(this::serving);
        this.directory =
                closing.add("data directory", DataDirectory.open(config.server().dataDir(), clock));
        this.events = closing.add("events", new Events(clock));
        this.telling = listener == null ? () -> {} : events.hold(wantedBy(listener), listener);
        this.metrics = closing.add("metrics", new Metrics());
        ExecutorService background = closing.add(
                "background work",
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform()
                        .name("caxton-background-", 0)
                        .daemon()
                        .factory()));

        this.embedder = providers.embedder(config.memory(), directory.runtime(), background, closing);
        AwaitedModel model = new AwaitedModel(embedder);
        EngineFiles files = new EngineFiles(directory, clock);
        MemoryIndex index = new MemoryIndex(embedder.model(), embedder.dimensions());
        Path memoryFile = MemoryFile.in(directory, config.memory().sqlitePath(), closing);
        CompletableFuture<Database> opening = CompletableFuture.supplyAsync(
                () -> Database.open(new MemoryEvents(events::isWanted, events::publish)
                        .register(index.register(files.options(memoryFile)))),
                background);
        Database knowledge;
        try {
            this.platform = closing.add("caxton.db", Database.open(files.platform()));
        } finally {
            knowledge = closing.add("memory.db", join(opening));
        }
        HibernateReads rows = closing.add("Hibernate", new HibernateReads(knowledge, MemorySchema.ROWS));

        this.keys = files.keys(platform, ids, known::require);
        AgentLogs logs = closing.add("agent logs", new AgentLogs(clock));
        AgentMetrics agentMetrics = new AgentMetrics(metrics, known::health);
        this.memory = closing.add(
                "memory",
                new MemoryService(
                        knowledge,
                        index,
                        embedder,
                        rows,
                        known::owner,
                        ids,
                        clock,
                        metrics,
                        MemorySettings.of(
                                        config.memory(),
                                        directory.runtime(),
                                        new ResourceUsage(directory.path())::residentBytes)
                                .keeping(Retention.of(config.memory().keeping(), known::retention)),
                        texts -> MessageTraces.of(platform, texts),
                        background));
        BuiltinTools builtin = closing.add(
                "built-in tools",
                new BuiltinTools(
                        config.tools(),
                        new DirectoryAgentFiles(directory.path()),
                        memory,
                        memory.byName(),
                        known::scope,
                        clock));
        this.tools = ToolRegistry.of(Providers.both(List.of(builtin), providers.tools()));
        ToolInvoker invoker = closing.add(
                "tools",
                new ToolInvoker(tools, ToolPolicy.of(config.tools()), entry -> audit(entry, agentMetrics), clock));
        ChatModels models = new ChatModels(
                Providers.both(
                        List.of(
                                new EmbeddedChatModelProvider(model::embed),
                                new OpenAiChatModelProvider(
                                        config.llm().openai(), config.llm().timeout())),
                        providers.chatModels()),
                RetryPolicy.of(config.llm().retryAttempts()));
        this.agents = closing.add(
                "agents",
                new AgentService(
                        config.server().agentsDir(),
                        config.runtime(),
                        config.llm().provider(),
                        new AgentPorts(
                                () -> names(tools),
                                models::providers,
                                this::probe,
                                events::publish,
                                counters(agentMetrics)),
                        logs,
                        clock,
                        ids));
        agents.prepare();
        agents.start(platform);
        AgentModels agentModels = new AgentModels(models, config.llm());
        RecordingRules recording = new RecordingRules(config.memory().recording(), memory::refusesSecrets);
        ConfigAgentRuntime runtime = new ConfigAgentRuntime(
                agents,
                agentModels,
                recording::records,
                tools,
                invoker,
                new Recall(memory, memory::searchLimit, logs, model::await),
                config.llm(),
                logs,
                clock);
        this.messages = closing.add(
                "messages",
                new MessageService(
                        platform,
                        known::receiver,
                        runtime,
                        new AnswerReports(agentMetrics, events, this::wakeRecorder),
                        config.messaging(),
                        config.runtime().maxConcurrentMessages(),
                        config.server().requestTimeout(),
                        ids,
                        clock));

        this.recorder = closing.add(
                "recorder",
                new Recorder(
                        messages.recordings(),
                        agents,
                        recording,
                        agentModels,
                        memory,
                        logs,
                        new RecordingMetrics(metrics, messages.recordings()::count),
                        clock));

        this.doors = new EngineDoors(files.callers(), agents, messages, memory, platform, knowledge);
        ResourceUsage resources = new ResourceUsage(directory.path());
        long restarts = StartCount.countRestart(directory.runtime());
        this.health = closing.add(
                "health",
                new HealthService(
                        ProductVersion.read(),
                        config.memory().backend(),
                        clock,
                        EngineHealth.contributors(platform, knowledge),
                        new EngineHealth(known::health, memory, embedder, platform, knowledge),
                        resources,
                        events,
                        config.monitoring().healthCheckInterval()));
        this.serverMetrics =
                new ServerMetrics(metrics, () -> health.uptime().toMillis() / 1e3, () -> restarts, resources);
        files.onSafeMode(health::refresh);
        health.start();
        int resumed = messages.resume();
        if (resumed > 0) {
            LOG.info("answering what the last stop interrupted messages={}", resumed);
        }
        recorder.start();
        health.opened();
    }

    static EngineGraph build(CaxtonConfig config, Providers providers, @Nullable Consumer<PlatformEvent> listener) {
        Closing closing = new Closing();
        try {
            return new EngineGraph(config, providers, listener, closing);
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    private static Database join(CompletableFuture<Database> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CaxtonException problem) {
                throw problem;
            }
            throw e;
        }
    }

    private AgentService serving() {
        return agents;
    }

    /** Observers of an application are told of occurrences, and no change of the memory is one. */
    private static Predicate<EventType> wantedBy(@Nullable Consumer<PlatformEvent> listener) {
        return type -> !(listener instanceof CdiEvents && type.ofMemory());
    }

    private void wakeRecorder() {
        recorder.wake();
    }

    private static Set<String> names(ToolRegistry tools) {
        return tools.list().stream().map(ToolDescriptor::name).collect(Collectors.toUnmodifiableSet());
    }

    private CompletionStage<Void> probe(String slug) {
        return messages.probe(slug);
    }

    private static void audit(ToolAudit.Entry entry, AgentMetrics metrics) {
        metrics.toolCalls().record(entry.took());
        LOG.info(
                "tool called tool={} agent={} conversation_id={} succeeded={} code={} ms={}",
                entry.tool(),
                entry.agent(),
                entry.conversationId(),
                entry.succeeded(),
                entry.code(),
                entry.took().toMillis());
    }

    private static ReloadCounters counters(AgentMetrics metrics) {
        return new ReloadCounters() {
            @Override
            public void succeeded(Duration took) {
                metrics.reloadsSucceeded().increment();
                metrics.reloads().record(took);
            }

            @Override
            public void failed() {
                metrics.reloadsFailed().increment();
            }
        };
    }

    Agents agents() {
        return doors.agents();
    }

    Messages messages() {
        return doors.messages();
    }

    Memory memory() {
        return doors.memory();
    }

    Keys keys() {
        return keys;
    }

    AuditTrail audit() {
        return doors.audit();
    }

    Tools tools() {
        return tools;
    }

    EngineOperations operations(ConfigReport report, Consumer<Duration> stop) {
        String sqlite = platform.read(tx -> tx.query("select sqlite_version()", row -> row.getString(1)))
                .getFirst();
        VersionReport version = new VersionReport(ProductVersion.read(), System.getProperty("java.version"), sqlite);
        return new EngineOperations(health, embedder.ready(), metrics, events, doors.events(), report, version, stop);
    }

    /** Begins to tell the listener that was there from the start. */
    void beginToTell() {
        telling.run();
    }

    Metrics metrics() {
        return metrics;
    }

    void requestAnswered(String method, String route, int status, Duration time) {
        serverMetrics.requestEnded(route, method, status, time);
    }

    void announce(URI url, @Nullable Path certificate) {
        directory.announce(url, certificate);
    }

    static ValidationReport check(AgentFile file) {
        AgentFileRules rules = new AgentFileRules(
                BuiltinTools.NAMES, Set.of(EmbeddedChatModelProvider.NAME, OpenAiChatModelProvider.NAME), false);
        return new AgentFileParser(() -> rules).parse(file).report();
    }

    void drain(Duration patience) {
        if (!messages.drain(patience)) {
            LOG.warn("messages are still in flight and no time is left for them; the next start answers them");
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
