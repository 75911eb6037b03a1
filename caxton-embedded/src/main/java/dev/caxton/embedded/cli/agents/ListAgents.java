package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code agents list}. */
final class ListAgents implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        List<AgentDescription> agents = invocation.caxton().agents().list(filter(invocation));
        Output output = invocation.output();
        if (invocation.has("--count")) {
            return AgentSheet.scalar(invocation, Integer.toString(agents.size()));
        }
        if (invocation.has("--names-only")) {
            agents.forEach(agent -> output.line(agent.slug()));
        } else if (output.json()) {
            output.json(agents);
        } else if (agents.isEmpty()) {
            output.say("No agents.");
        } else if (invocation.has("--details")) {
            for (AgentDescription agent : agents) {
                AgentSheet.sheet(output, agent);
                output.line("");
            }
        } else {
            AgentSheet.table(output, agents, invocation.has("--detailed"));
        }
        return ExitCode.OK;
    }

    /** The filter that the options write. */
    static AgentFilter filter(Invocation invocation) {
        String type = invocation.text("--type");
        return new AgentFilter(
                type == null ? null : WireName.parse(AgentType.class, "--type", type),
                states(invocation.text("--status")),
                invocation.text("--capability"));
    }

    private static Set<AgentState> states(@Nullable String status) {
        Set<AgentState> states = EnumSet.noneOf(AgentState.class);
        for (String word : status == null ? new String[0] : status.split(",")) {
            if (word.strip().equals("failing")) {
                states.add(AgentState.FAILED);
                states.add(AgentState.CRASHED);
            } else {
                states.add(WireName.parse(AgentState.class, "--status", word.strip()));
            }
        }
        return states;
    }
}
