package dev.caxton.engine.agent.builtin;

import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.engine.agent.builtin.chart.ChartGeneratorTool;
import dev.caxton.engine.agent.builtin.file.AgentFiles;
import dev.caxton.engine.agent.builtin.file.FileStorageTool;
import dev.caxton.engine.agent.builtin.http.HttpClientTool;
import dev.caxton.engine.agent.builtin.memory.GraphTools;
import dev.caxton.engine.agent.builtin.memory.MemorySearchTool;
import dev.caxton.engine.agent.builtin.memory.MemoryStoreTool;
import dev.caxton.engine.agent.builtin.table.CsvParserTool;
import dev.caxton.engine.agent.builtin.table.StatisticalAnalyzerTool;
import dev.caxton.engine.agent.builtin.text.JsonProcessorTool;
import dev.caxton.engine.agent.builtin.text.TextProcessorTool;
import dev.caxton.engine.config.ToolsConfig;
import dev.caxton.engine.memory.NamedGraph;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Supplies the built-in tools. Thread-safe. */
public final class BuiltinTools implements ToolProvider, AutoCloseable {

    /** Names of the built-in tools, for those who check agent files without making the tools. */
    public static final Set<String> NAMES = Stream.concat(
                    Stream.of(
                            "chart_generator",
                            "csv_parser",
                            "file_storage",
                            "http_client",
                            "json_processor",
                            "memory_search",
                            "memory_store",
                            "statistical_analyzer",
                            "text_processor"),
                    GraphTools.NAMES.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final HttpClientTool httpClient;
    private final List<Tool> tools;

    /**
     * Makes the tools.
     *
     * @param files where charts and files of agents are kept
     * @param memory what agents remember
     * @param graph the same, one scope at a time and by names
     * @param scopeOf memory scope of the agent of a slug
     */
    public BuiltinTools(
            ToolsConfig config,
            AgentFiles files,
            Memory memory,
            NamedGraph graph,
            Function<String, MemoryScope> scopeOf,
            Clock clock) {
        this.httpClient = new HttpClientTool(config, clock);
        this.tools = Stream.concat(
                        Stream.of(
                                httpClient,
                                new CsvParserTool(),
                                new JsonProcessorTool(),
                                new StatisticalAnalyzerTool(),
                                new ChartGeneratorTool(files),
                                new TextProcessorTool(),
                                new FileStorageTool(files),
                                new MemorySearchTool(memory),
                                new MemoryStoreTool(memory, scopeOf)),
                        new GraphTools(graph, scopeOf).tools().stream())
                .toList();
    }

    @Override
    public Collection<Tool> tools() {
        return tools;
    }

    /** Closes connections that are still open. */
    @Override
    public void close() {
        httpClient.close();
    }
}
