package dev.caxton.embedded.cli.config;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import dev.caxton.embedded.cli.agents.ValidateAllAgents;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code config validate}: of a file, as a server started here would read it. */
final class ValidateConfig implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String argument = invocation.argument();
        Path file = argument == null ? invocation.door().configFile() : invocation.path(argument);
        if (file != null && !Files.isRegularFile(file)) {
            throw CaxtonException.of(ProblemType.NOT_FOUND, "There is no file " + file, "Check the path.");
        }
        ConfigReport report = invocation.engine().config(file, ShowConfig.options(invocation));
        Output output = invocation.output();
        report.warnings().forEach(warning -> output.complain("warning: " + warning));
        if (invocation.has("--strict") && !report.warnings().isEmpty()) {
            return ExitCode.FAILED;
        }
        if (output.json()) {
            output.json(report);
        } else {
            output.line("OK " + (file == null ? "configuration" : file));
        }
        return invocation.has("--all") ? new ValidateAllAgents().run(invocation) : ExitCode.OK;
    }
}
