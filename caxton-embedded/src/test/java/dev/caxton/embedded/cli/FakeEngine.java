package dev.caxton.embedded.cli;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.ops.ConfigReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An engine that does nothing and remembers what it was asked for. */
final class FakeEngine implements LocalEngine {

    final List<Map<String, String>> served = new ArrayList<>();
    final List<Path> configFiles = new ArrayList<>();
    final Map<String, String> configured = new LinkedHashMap<>();
    final List<String> warnings = new ArrayList<>();

    @Override
    public ExitCode serve(Path config, Map<String, String> options) {
        configFiles.add(config);
        served.add(options);
        return ExitCode.OK;
    }

    @Override
    public List<String> init(Path workingDirectory, Path dataDir, Path agentsDir) {
        return List.of("data " + dataDir, "agents " + agentsDir);
    }

    @Override
    public ConfigReport config(Path config, Map<String, String> options) {
        configFiles.add(config);
        if (configured.containsKey("broken")) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION,
                    "1 problem",
                    List.of(Violation.at(
                            "caxton.yaml", "server.prot is not a known key", "did you mean 'server.port'?")));
        }
        return new ConfigReport(
                configured.entrySet().stream()
                        .map(entry -> new ConfigReport.Entry(entry.getKey(), entry.getValue(), "default"))
                        .toList(),
                warnings);
    }

    @Override
    public Map<String, String> peek(Path config, Map<String, String> options, List<String> keys) {
        Map<String, String> known = new LinkedHashMap<>(configured);
        known.keySet().retainAll(keys);
        return known;
    }

    @Override
    public LocalKeys keys(Path config, Path dataDir) {
        throw new UnsupportedOperationException("keys need a real engine: see KeyCommandsIT");
    }

    @Override
    public ValidationReport validate(AgentFile file) {
        boolean valid = file.content().startsWith("---");
        return new ValidationReport(
                String.valueOf(file.name()),
                valid,
                valid ? "Checked" : null,
                null,
                valid
                        ? List.of()
                        : List.of(new Violation(String.valueOf(file.name()), 1, 1, "no frontmatter", "add it")),
                valid ? List.of(Violation.at(String.valueOf(file.name()), "no description", null)) : List.of());
    }

    @Override
    public <T> T withMemory(Path config, Map<String, String> options, Function<Memory, T> work) {
        throw new IllegalStateException("no memory here");
    }
}
