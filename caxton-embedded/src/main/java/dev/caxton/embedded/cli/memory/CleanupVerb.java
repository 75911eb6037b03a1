package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.CleanupReport;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code memory cleanup}. */
final class CleanupVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        @Nullable
        Duration olderThan = invocation.has("--older-than") ? invocation.duration("--older-than", Duration.ZERO) : null;
        boolean aggressive = invocation.has("--aggressive");
        CleanupReport report = invocation
                .caxton()
                .memory()
                .upkeep()
                .cleanup(new CleanupRequest(
                        true, aggressive, olderThan, invocation.has("--vacuum-after"), invocation.has("--dry-run")));
        Output output = invocation.output();
        if (output.json()) {
            output.json(report);
            return ExitCode.OK;
        }
        for (CleanupReport.Removed removed : report.removed()) {
            output.line(removed.kind().replace('_', ' ') + ": " + Figures.count(removed.rows()));
        }
        output.line((report.dryRun() ? "Would remove " : "Removed ") + Figures.count(report.total())
                + " rows; database " + Figures.bytes(report.bytesBefore()) + " before, "
                + Figures.bytes(report.bytesAfter()) + " after");
        return ExitCode.OK;
    }
}
