package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentState;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code agents status}. */
final class AgentStatus implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        Output output = invocation.output();
        if (invocation.argument() == null) {
            List<AgentDescription> agents = invocation.caxton().agents().list(AgentFilter.ALL);
            if (invocation.has("--summary")) {
                summary(output, agents);
            } else if (output.json()) {
                output.json(agents);
            } else {
                AgentSheet.table(output, agents, invocation.has("--detailed"));
            }
            return ExitCode.OK;
        }
        AgentDescription agent = AgentSheet.subject(invocation);
        if (output.json()) {
            output.json(agent);
        } else if (invocation.has("--detailed")) {
            AgentSheet.sheet(output, agent);
        } else {
            output.line(agent.name() + " (" + agent.slug() + "): " + agent.state() + " for " + AgentSheet.age(agent)
                    + ", version " + agent.version());
            AgentSheet.problems(output, agent);
        }
        return ExitCode.OK;
    }

    private static void summary(Output output, List<AgentDescription> agents) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("total", agents.size());
        for (AgentState state : AgentState.values()) {
            int count = (int)
                    agents.stream().filter(agent -> agent.state() == state).count();
            if (count > 0) {
                counts.put(state.wireName(), count);
            }
        }
        if (output.json()) {
            output.json(counts);
        } else {
            counts.forEach((state, count) -> output.line((state.equals("total") ? "Agents" : state) + ": " + count));
        }
    }
}
