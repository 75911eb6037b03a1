package dev.caxton.embedded.cli;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.ops.ConfigReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine in this process. Its classes are loaded only by the commands that need them. */
final class InProcessEngine implements LocalEngine {

    @Override
    public ExitCode serve(@Nullable Path config, Map<String, String> options) {
        throw missing("start a server");
    }

    @Override
    public List<String> init(Path workingDirectory, @Nullable Path dataDir, @Nullable Path agentsDir) {
        throw missing("lay out directories");
    }

    @Override
    public ConfigReport config(@Nullable Path config, Map<String, String> options) {
        throw missing("read the configuration");
    }

    @Override
    public Map<String, String> peek(@Nullable Path config, Map<String, String> options, List<String> keys) {
        throw missing("read the configuration");
    }

    @Override
    public ValidationReport validate(AgentFile file) {
        throw missing("check agent files without a server");
    }

    private static CaxtonException missing(String what) {
        return CaxtonException.of(ProblemType.NOT_SUPPORTED, "This build cannot " + what, (String) null);
    }
}
