package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.MemoryDiagnosis;
import dev.caxton.api.memory.MemoryDiagnosis.Finding;
import dev.caxton.api.memory.MemoryDiagnosis.QueryKind;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code memory diagnose} and {@code emergency-diagnosis}: what is slow or wrong, each with its remedy. */
final class DiagnoseVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        MemoryDiagnosis diagnosis = invocation.caxton().memory().upkeep().diagnose();
        Output output = invocation.output();
        if (output.json()) {
            output.json(diagnosis);
            return code(diagnosis);
        }
        queries(output, diagnosis.queries());
        if (invocation.has("--show-slow-queries")) {
            slow(output, diagnosis.slowQueries());
        }
        output.line("");
        if (diagnosis.findings().isEmpty()) {
            output.line("Nothing amiss was found.");
        }
        for (Finding finding : diagnosis.findings()) {
            output.line(finding.severity().toUpperCase(Locale.ROOT) + " " + finding.subject() + ": " + finding.detail()
                    + ". " + finding.remedy());
        }
        return code(diagnosis);
    }

    static void queries(Output output, List<QueryKind> kinds) {
        List<List<String>> rows = new ArrayList<>();
        for (QueryKind kind : kinds) {
            rows.add(List.of(
                    kind.queryType(),
                    Figures.millis(kind.avgMs()),
                    Figures.millis(kind.p99Ms()),
                    Figures.count(kind.count()),
                    Figures.count(kind.failed())));
        }
        output.table(List.of("QUERY-TYPE", "AVG-LATENCY", "P99", "COUNT", "FAILED"), rows);
    }

    static void slow(Output output, List<MemoryTiming> timings) {
        output.line("");
        if (timings.isEmpty()) {
            output.line("No query of the recent ones was slow.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (MemoryTiming timing : timings) {
            rows.add(List.of(
                    timing.endedAt().toString(),
                    timing.queryType(),
                    Figures.millis(timing.durationMs()),
                    timing.detail()));
        }
        output.table(List.of("ENDED", "QUERY-TYPE", "TIME", "DETAIL"), rows);
    }

    private static ExitCode code(MemoryDiagnosis diagnosis) {
        return diagnosis.findings().stream()
                        .anyMatch(finding -> finding.severity().equals("error"))
                ? ExitCode.FAILED
                : ExitCode.OK;
    }
}
