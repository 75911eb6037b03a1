package dev.caxton.api.agent;

import dev.caxton.api.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reload did, file by file.
 *
 * @param outcomes one for each file or agent concerned
 * @param dryRun whether nothing was changed
 * @param durationMs milliseconds from reading the first file to the last version serving
 */
public record ReloadReport(List<Outcome> outcomes, boolean dryRun, double durationMs) {
    public ReloadReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Whether no file was refused. */
    public boolean successful() {
        return outcomes.stream().noneMatch(outcome -> outcome.action() == ReloadAction.REFUSED);
    }

    /**
     * What happened to one file.
     *
     * @param agent slug of the agent
     * @param action what was done
     * @param version the version that serves now; null if none does
     * @param previousVersion the version that served before; null if none did
     * @param problems why it was refused
     * @param warnings what the author should know
     */
    public record Outcome(
            String agent,
            ReloadAction action,
            @Nullable String version,
            @Nullable String previousVersion,
            List<Violation> problems,
            List<Violation> warnings) {
        public Outcome {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }
}
