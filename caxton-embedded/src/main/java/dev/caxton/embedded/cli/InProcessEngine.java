package dev.caxton.embedded.cli;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.Keys;
import dev.caxton.api.security.Role;
import dev.caxton.embedded.CaxtonServer;
import dev.caxton.engine.EngineCaxton;
import dev.caxton.engine.OfflineKeys;
import dev.caxton.engine.OfflineMemory;
import dev.caxton.engine.config.ConfigReader;
import dev.caxton.engine.config.DirectoryLayout;
import dev.caxton.engine.config.LayoutReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine in this process. Its classes are loaded only by the commands that need them. */
final class InProcessEngine implements LocalEngine {

    @Override
    public ExitCode serve(@Nullable Path config, Map<String, String> options) {
        CaxtonServer.run(ConfigReader.ofProcess().read(config, options));
        return ExitCode.OK;
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
    public LocalKeys keys(@Nullable Path config, Path dataDir) {
        OfflineKeys open = OfflineKeys.open(
                ConfigReader.ofProcess().read(config, Map.of("server.data_dir", dataDir.toString())),
                new Caller("cli", Role.ADMIN, Set.of()));
        return new LocalKeys() {
            @Override
            public Keys keys() {
                return open.keys();
            }

            @Override
            public void close() {
                open.close();
            }
        };
    }

    @Override
    public ValidationReport validate(AgentFile file) {
        return EngineCaxton.check(file);
    }

    @Override
    public <T> T withMemory(@Nullable Path config, Map<String, String> options, Function<Memory, T> work) {
        try (OfflineMemory offline = OfflineMemory.open(ConfigReader.ofProcess().read(config, options))) {
            return work.apply(offline.memory());
        }
    }
}
