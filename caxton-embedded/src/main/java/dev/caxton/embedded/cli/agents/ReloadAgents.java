package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code agents reload}. */
final class ReloadAgents implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String named = invocation.argument() == null ? invocation.text("--agent") : invocation.argument();
        ReloadReport report = invocation
                .caxton()
                .agents()
                .reload(new ReloadRequest(
                        named == null || invocation.has("--all-config") ? null : AgentRef.of(named),
                        invocation.has("--validate-first"),
                        invocation.has("--dry-run")));
        return show(invocation, report);
    }

    /** Prints what was done, and why some of it was not. */
    static ExitCode show(Invocation invocation, ReloadReport report) {
        Output output = invocation.output();
        if (output.json()) {
            output.json(report);
        } else if (!report.outcomes().isEmpty()) {
            output.table(
                    List.of("AGENT", "ACTION", "VERSION", "BEFORE"),
                    report.outcomes().stream()
                            .map(outcome -> List.of(
                                    outcome.agent(),
                                    outcome.action().wireName(),
                                    orDash(outcome.version()),
                                    orDash(outcome.previousVersion())))
                            .toList());
        }
        for (ReloadReport.Outcome outcome : report.outcomes()) {
            for (Violation problem : outcome.problems()) {
                output.complain("  error: " + problem);
            }
            for (Violation warning : outcome.warnings()) {
                output.say("  warning: " + warning);
            }
        }
        output.say((report.dryRun() ? "Dry run, nothing was changed: " : "")
                + report.outcomes().size()
                + (report.outcomes().size() == 1 ? " file in " : " files in ")
                + Figures.millis(report.durationMs()));
        return report.successful() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
