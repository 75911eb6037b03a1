package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code agents count}. */
final class CountAgents implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        int count =
                invocation.caxton().agents().list(ListAgents.filter(invocation)).size();
        return AgentSheet.scalar(invocation, Integer.toString(count));
    }
}
