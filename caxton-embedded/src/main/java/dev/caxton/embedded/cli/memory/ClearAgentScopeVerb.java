package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.ClearReport;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.Set;

/** {@code memory clear-agent-scope}; the runbook's line is its own consent. */
final class ClearAgentScopeVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        ClearReport report =
                invocation.caxton().memory().clear(AgentRef.of(invocation.subject()), MemoryScope.AGENT, Set.of());
        Output output = invocation.output();
        if (output.json()) {
            output.json(report);
        } else {
            output.line("Deleted " + Figures.count(report.entitiesDeleted()) + " entities and "
                    + Figures.count(report.relationsDeleted()) + " relations of " + invocation.subject());
        }
        return ExitCode.OK;
    }
}
