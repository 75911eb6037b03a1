package dev.caxton.embedded.cli;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.engine.agent.file.AgentFileParser;
import dev.caxton.engine.agent.file.AgentFileRules;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.DirectoryLayout;
import dev.caxton.engine.config.LayoutReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engine in this process. Its classes are loaded only by the commands that need them. */
final class InProcessEngine implements LocalEngine {

    /** Names of the built-in tools; making the tools themselves takes a memory and a directory. */
    static final Set<String> BUILTIN_TOOLS = Set.of(
            "chart_generator",
            "csv_parser",
            "file_storage",
            "http_client",
            "json_processor",
            "memory_search",
            "memory_store",
            "statistical_analyzer",
            "text_processor");

    private static final Set<String> PROVIDERS = Set.of("embedded", "openai");

    @Override
    public ExitCode serve(@Nullable Path config, Map<String, String> options) {
        throw CaxtonException.of(ProblemType.NOT_SUPPORTED, "This build cannot start a server", (String) null);
    }

    @Override
    public List<String> init(Path workingDirectory, @Nullable Path dataDir, @Nullable Path agentsDir) {
        LayoutReport report = new DirectoryLayout(workingDirectory).init(dataDir, agentsDir);
        List<String> lines = new ArrayList<>();
        for (LayoutReport.Step step : report.steps()) {
            lines.add(step.outcome().name().toLowerCase(Locale.ROOT) + " " + step.path() + " (" + step.note() + ")");
        }
        return lines;
    }

    @Override
    public ConfigReport config(@Nullable Path config, Map<String, String> options) {
        return ConfigReader.ofProcess().read(config, options).report();
    }

    @Override
    public Map<String, String> peek(@Nullable Path config, Map<String, String> options, List<String> keys) {
        return ConfigReader.ofProcess().peek(config, options, keys);
    }

    @Override
    public ValidationReport validate(AgentFile file) {
        AgentFileRules rules = new AgentFileRules(BUILTIN_TOOLS, PROVIDERS, false);
        return new AgentFileParser(() -> rules).parse(file).report();
    }
}
