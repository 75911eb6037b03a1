package dev.caxton.embedded.cli.agents;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.ValidationReport;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code agents validate-all}: the server's directory, or one that is named, or the one that is configured here. */
public final class ValidateAllAgents implements Verb {

    /** A verb without state. */
    public ValidateAllAgents() {
        // Everything comes with the invocation.
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<ValidationReport> reports = reports(invocation);
        Output output = invocation.output();
        List<ValidationReport> refused = reports.stream()
                .filter(report -> !Validation.accepted(invocation, report))
                .toList();
        if (output.json()) {
            output.json(reports);
        } else {
            reports.stream()
                    .filter(report -> Validation.accepted(invocation, report))
                    .forEach(report -> output.line("OK " + report.file()));
        }
        for (ValidationReport report : reports) {
            Validation.complain(output, report, Validation.accepted(invocation, report));
        }
        output.say(reports.size() + (reports.size() == 1 ? " file, " : " files, ") + refused.size() + " with errors");
        return refused.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static List<ValidationReport> reports(Invocation invocation) {
        Path named = invocation.pathOption("--agents-dir");
        if (named != null) {
            return ofDirectory(invocation, named);
        }
        try {
            return invocation.caxton().agents().validateAll();
        } catch (CaxtonException e) {
            if (e.type() != ProblemType.UNREACHABLE) {
                throw e;
            }
            String configured = invocation
                    .engine()
                    .peek(
                            invocation.door().configFile(),
                            Map.of(
                                    "server.data_dir",
                                    invocation.door().dataDir().toString()),
                            List.of("server.agents_dir"))
                    .getOrDefault("server.agents_dir", "agents");
            return ofDirectory(invocation, invocation.path(configured));
        }
    }

    private static List<ValidationReport> ofDirectory(Invocation invocation, Path directory) {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(ValidateAllAgents::isAgent).sorted().toList();
        } catch (IOException e) {
            throw CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.NOT_FOUND,
                            "The agents directory " + directory + " cannot be read",
                            "Name it with --agents-dir, or make it with 'caxton init'."),
                    e);
        }
        List<ValidationReport> reports = new ArrayList<>();
        for (Path file : files) {
            reports.add(invocation.engine().validate(AgentSheet.read(file, null)));
        }
        return reports;
    }

    private static boolean isAgent(Path file) {
        return AgentFileFormat.ofFileName(file.getFileName().toString()).isPresent() && Files.isRegularFile(file);
    }
}
