package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.LintReport;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.List;

/** {@code memory lint}: junk is a no. */
final class LintVerb implements Verb {

    private static final int USUAL = 20;

    @Override
    public ExitCode run(Invocation invocation) {
        LintReport report = invocation.caxton().memory().upkeep().lint(invocation.count("--limit", USUAL));
        Output output = invocation.output();
        if (output.json()) {
            output.json(report);
        } else {
            output.table(
                    List.of("RULE", "SUBJECT", "DETAIL"),
                    report.findings().stream()
                            .map(finding -> List.of(finding.rule(), finding.subject(), finding.detail()))
                            .toList());
            output.line("");
            output.line(Figures.count(report.total()) + " findings");
        }
        return report.total() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
