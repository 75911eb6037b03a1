package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code agents show}. */
final class ShowAgent implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        AgentDescription agent = AgentSheet.subject(invocation);
        if (invocation.output().json()) {
            invocation.output().json(agent);
        } else {
            AgentSheet.sheet(invocation.output(), agent);
        }
        return ExitCode.OK;
    }
}
