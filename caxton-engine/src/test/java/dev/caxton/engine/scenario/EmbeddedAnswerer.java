package dev.caxton.engine.scenario;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.memory.SearchHit;
import dev.caxton.api.spi.ChatModelChoice;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.api.spi.Tool;
import dev.caxton.engine.agent.builtin.BuiltinTools;
import dev.caxton.engine.agent.builtin.file.AgentFiles;
import dev.caxton.engine.agent.builtin.file.DirectoryAgentFiles;
import dev.caxton.engine.agent.builtin.http.TestTools;
import dev.caxton.engine.agent.file.AgentFileParser;
import dev.caxton.engine.agent.file.AgentFileRules;
import dev.caxton.engine.agent.file.ParsedAgentFile;
import dev.caxton.engine.identity.TimeOrderedIds;
import dev.caxton.engine.llm.embedded.EmbeddedChatModelProvider;
import dev.caxton.engine.llm.embedded.ToolLoop;
import dev.caxton.engine.memory.MemoryIndex;
import dev.caxton.engine.memory.MemorySchema;
import dev.caxton.engine.memory.MemoryService;
import dev.caxton.engine.memory.MemorySettings;
import dev.caxton.engine.memory.ResolvedAgent;
import dev.caxton.engine.memory.embedding.Embedder;
import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.HibernateReads;
import dev.caxton.engine.tool.ToolInvoker;
import dev.caxton.engine.tool.ToolPolicy;
import dev.caxton.engine.tool.ToolRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers by the embedded provider, with every real tool, a real memory and whatever embedder it is given. */
final class EmbeddedAnswerer implements ScenarioAnswerer {

    private static final int MEMORIES_RECALLED = 5;

    private final Embedder embedder;
    private final Path directory;
    private int talks;

    EmbeddedAnswerer(Embedder embedder, Path directory) {
        this.embedder = embedder;
        this.directory = directory;
    }

    @Override
    public Talk open(AgentFile file, List<Scenario.Fact> facts, Web web) throws Exception {
        Path data = Files.createDirectory(directory.resolve("talk-" + ++talks));
        return new EmbeddedTalk(file, facts, web, data);
    }

    @Override
    public void close() {}

    private final class EmbeddedTalk implements Talk {

        private final Clock clock = Clock.systemUTC();
        private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        private final Metrics metrics = new Metrics();
        private final Database database;
        private final HibernateReads hibernate;
        private final MemoryService memory;
        private final AgentFiles files;
        private final BuiltinTools builtin;
        private final ToolInvoker invoker;
        private final ToolLoop loop;
        private final String slug;
        private final ConfigAgentDefinition definition;
        private final List<ChatRequest.Turn> before = new ArrayList<>();

        EmbeddedTalk(AgentFile file, List<Scenario.Fact> facts, Web web, Path data) {
            slug = file.name().replaceAll("\\.md$", "");
            MemoryIndex index = new MemoryIndex(embedder.model(), embedder.dimensions());
            database = Database.open(index.register(DatabaseOptions.of(data.resolve("memory.db"), clock)));
            hibernate = new HibernateReads(database, MemorySchema.ROWS);
            memory = new MemoryService(
                    database,
                    index,
                    embedder,
                    hibernate,
                    reference -> Optional.of(new ResolvedAgent("id-" + slug, slug)),
                    new TimeOrderedIds(clock),
                    clock,
                    metrics,
                    MemorySettings.quiet(data),
                    texts -> List.of(),
                    background);
            files = new DirectoryAgentFiles(data);
            builtin = new BuiltinTools(
                    TestTools.config(web.allowPrivateAddresses()),
                    files,
                    memory,
                    memory.byName(),
                    agent -> null,
                    clock);
            ToolRegistry registry = ToolRegistry.of(List.of(() -> tools(web)));
            definition = parse(file, registry);
            invoker = new ToolInvoker(
                    registry, ToolPolicy.of(TestTools.config(web.allowPrivateAddresses())), entry -> {}, clock);
            loop = new ToolLoop(
                    new EmbeddedChatModelProvider(embedder::embed).model(new ChatModelChoice(null, null, null)),
                    registry,
                    invoker);
            facts.forEach(fact -> memory.createEntity(
                    new NewEntity(slug, fact.entity(), fact.type(), fact.observations(), null, Map.of())));
        }

        /** The real tools; in a web that may be reached every host is the scenario's server. */
        private List<Tool> tools(Web web) {
            List<Tool> tools = new ArrayList<>(builtin.tools());
            if (web.allowPrivateAddresses()) {
                tools.removeIf(tool -> tool.descriptor().name().equals("http_client"));
                tools.add(TestTools.everywhere(web.server()));
            }
            return tools;
        }

        private ConfigAgentDefinition parse(AgentFile file, ToolRegistry registry) {
            Set<String> names =
                    Set.copyOf(registry.list().stream().map(tool -> tool.name()).toList());
            ParsedAgentFile parsed = new AgentFileParser(
                            () -> new AgentFileRules(names, Set.of("embedded", "openai"), true))
                    .parse(file);
            if (parsed.definition() == null) {
                throw new AssertionError("agent file " + file.name() + " is refused: " + parsed.errors());
            }
            return parsed.definition();
        }

        @Override
        public Reply say(String message) {
            List<ChatRequest.MemoryPassage> memories = definition.memoryEnabled() ? recalled(message) : List.of();
            ToolLoop.Outcome outcome = loop.answer(
                    new ChatRequest.Agent(
                            slug,
                            definition.name(),
                            definition.description(),
                            definition.capabilities(),
                            definition.systemPrompt(),
                            definition.documentation()),
                    definition.tools(),
                    definition.parameters(),
                    before,
                    message,
                    memories);
            before.add(new ChatRequest.Turn.User(message, message));
            before.add(new ChatRequest.Turn.Assistant(outcome.answer().text()));
            return new Reply(
                    outcome.answer().performative().wireName(), outcome.answer().text(), outcome.tools());
        }

        private List<ChatRequest.MemoryPassage> recalled(String message) {
            return memory
                    .search(new MemoryQuery(slug, message, null, Set.of(), MEMORIES_RECALLED, null, false))
                    .results()
                    .stream()
                    .map(EmbeddedTalk::passage)
                    .toList();
        }

        private static ChatRequest.MemoryPassage passage(SearchHit hit) {
            String text = hit.matched() == null ? hit.entityName() + " (" + hit.entityType() + ")" : hit.matched();
            return new ChatRequest.MemoryPassage(
                    hit.entityId(), hit.entityName(), text, hit.similarityScore(), hit.metadata());
        }

        @Override
        public List<String> files() {
            return files.list(slug).stream().map(AgentFiles.Entry::path).toList();
        }

        @Override
        public void close() {
            invoker.close();
            builtin.close();
            memory.close();
            background.close();
            hibernate.close();
            database.close();
            metrics.close();
        }
    }
}
