package dev.caxton.embedded.cli.agents;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import org.jspecify.annotations.Nullable;

/** How files are checked and what came of it is shown. */
final class Validation {

    private Validation() {}

    /** Asks the server, which may know more tools, or else checks here. */
    static ValidationReport of(Invocation invocation, AgentFile file) {
        try {
            return invocation.caxton().agents().validate(file);
        } catch (CaxtonException e) {
            if (e.type() != ProblemType.UNREACHABLE) {
                throw e;
            }
            return invocation.engine().validate(file);
        }
    }

    /** Prints the answer, reasons and warnings. */
    static ExitCode show(Invocation invocation, ValidationReport report) {
        Output output = invocation.output();
        boolean accepted = accepted(invocation, report);
        if (output.json()) {
            output.json(report);
        } else if (accepted) {
            output.line("OK " + report.file() + (report.agent() == null ? "" : " (" + report.agent() + ")"));
            if (invocation.has("--verbose") || invocation.has("--detailed")) {
                definition(output, report.definition());
            }
        }
        complain(output, report, accepted);
        return accepted ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Says what is wrong and what the author should know, on standard error. */
    static void complain(Output output, ValidationReport report, boolean accepted) {
        if (!accepted) {
            int count = Math.max(1, report.errors().size());
            output.complain(report.file() + ": "
                    + (report.valid()
                            ? "only warnings, which --strict refuses"
                            : count + (count == 1 ? " error" : " errors")));
        }
        for (Violation error : report.errors()) {
            output.complain("  error: " + error);
        }
        for (Violation warning : report.warnings()) {
            output.say("  warning: " + warning);
        }
    }

    static boolean accepted(Invocation invocation, ValidationReport report) {
        return report.valid()
                && !(invocation.has("--strict") && !report.warnings().isEmpty());
    }

    private static void definition(Output output, @Nullable ConfigAgentDefinition definition) {
        if (definition == null) {
            return;
        }
        output.line("  Version: " + definition.version());
        output.line("  Capabilities: " + String.join(", ", definition.capabilities()));
        output.line("  Tools: " + (definition.tools().isEmpty() ? "none" : String.join(", ", definition.tools())));
        output.line("  Memory: " + (definition.memoryEnabled() ? "scope " + definition.memoryScope() : "off"));
        output.line("  System prompt: " + definition.systemPrompt().length() + " characters");
        if (!definition.parameters().isEmpty()) {
            output.line(
                    "  Parameters: " + String.join(", ", definition.parameters().keySet()));
        }
    }
}
