package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;

/** {@code agents capabilities}. */
final class AgentCapabilities implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        AgentDescription agent = AgentSheet.subject(invocation);
        Output output = invocation.output();
        if (output.json()) {
            output.json(agent.capabilities());
        } else {
            agent.capabilities().forEach(output::line);
        }
        return ExitCode.OK;
    }
}
