package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code agents remove}. */
final class RemoveAgent implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        AgentDescription agent = AgentSheet.subject(invocation);
        String file = agent.source() == null ? "" : " and delete " + agent.source();
        if (!invocation.confirmed("Stop agent '" + agent.slug() + "'" + file + "?")) {
            invocation.output().complain("Nothing was changed.");
            return ExitCode.FAILED;
        }
        invocation.caxton().agents().remove(AgentRef.of(agent.slug()));
        invocation.output().say("Removed " + agent.slug() + "; its history and memory stay.");
        return ExitCode.OK;
    }
}
