package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.PingReport;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;

/** {@code agents ping}. */
final class PingAgent implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        Duration timeout = invocation.duration("--timeout", Duration.ofSeconds(5));
        PingReport report = invocation.caxton().agents().ping(AgentRef.of(invocation.subject()), timeout);
        Output output = invocation.output();
        if (output.json()) {
            output.json(report);
        }
        if (!report.reachable()) {
            output.complain(report.agent() + " does not react (" + report.state() + ")"
                    + (report.reason() == null ? "" : ": " + report.reason()));
            return ExitCode.FAILED;
        }
        if (!output.json()) {
            output.line(report.agent() + " reacted in " + Figures.millis(report.latencyMs()));
        }
        return ExitCode.OK;
    }
}
