package dev.caxton.embedded.cli.agents;

import dev.caxton.api.ExitCode;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Verb;

/** {@code agents validate} of a file, with or without a server, or of a serving agent. */
final class ValidateAgent implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String subject = invocation.subject();
        ValidationReport report = AgentSheet.namesFile(invocation, subject)
                ? Validation.of(invocation, AgentSheet.read(invocation.path(subject), subject))
                : invocation.caxton().agents().validate(AgentRef.of(subject));
        return Validation.show(invocation, report);
    }
}
