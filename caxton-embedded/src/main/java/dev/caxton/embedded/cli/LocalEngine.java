package dev.caxton.embedded.cli;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.ops.ConfigReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What commands do without a server: start one, lay out its directories, read its configuration, check files. */
public interface LocalEngine {

    /**
     * Runs a server in this process until it is told to stop.
     *
     * @param config configuration file; null to look for one
     * @param options settings that win over file and environment, by dotted key
     */
    ExitCode serve(@Nullable Path config, Map<String, String> options);

    /** Makes directories and first files; null arguments mean the usual places. What was done, a line each. */
    List<String> init(Path workingDirectory, @Nullable Path dataDir, @Nullable Path agentsDir);

    /** Every key of the configuration as a server started here would see it. */
    ConfigReport config(@Nullable Path config, Map<String, String> options);

    /** Some keys of the configuration, whatever may be wrong with others; those without a value are left out. */
    Map<String, String> peek(@Nullable Path config, Map<String, String> options, List<String> keys);

    /** The keys of a data directory that no server has open; {@code DATA_DIRECTORY_IN_USE} if one has. */
    LocalKeys keys(@Nullable Path config, Path dataDir);

    /** Checks an agent file as a server without further tools would. */
    ValidationReport validate(AgentFile file);

    /**
     * Works on the memory of a data directory that no server has open; it is locked meanwhile.
     *
     * @param config configuration file; null to look for one
     * @param options settings that win over file and environment, by dotted key
     */
    <T> T withMemory(@Nullable Path config, Map<String, String> options, Function<Memory, T> work);
}
