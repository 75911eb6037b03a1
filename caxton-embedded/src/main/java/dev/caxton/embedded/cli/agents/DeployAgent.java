package dev.caxton.embedded.cli.agents;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.agent.ReloadReport;
import dev.caxton.api.agent.ReloadRequest;
import dev.caxton.embedded.cli.Await;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code agents deploy}: brings an agent to serve what a file says.
 *
 * <p>Where nothing has its name yet the file is sent to the server. Where something has, it is a change: with {@code
 * --hot-reload} the agent's own file is replaced, if it is another one, and read again.
 */
final class DeployAgent implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String source = invocation.text("--source");
        String subject = invocation.subject();
        if (source == null && !AgentSheet.namesFile(invocation, subject)) {
            return reload(invocation, AgentRef.of(subject));
        }
        Path path = invocation.path(source == null ? subject : source);
        AgentFile read = AgentSheet.read(path, null);
        String extension = read.format() == AgentFileFormat.TOML ? ".toml" : ".md";
        String stem = source == null ? path.getFileName().toString().replaceFirst("\\.(md|toml)$", "") : subject;
        AgentFile file = new AgentFile(stem + extension, read.format(), read.content());
        if (invocation.has("--validate-only") || invocation.has("--dry-run")) {
            return Validation.show(invocation, Validation.of(invocation, file));
        }
        AgentDescription serving = serving(invocation, stem);
        if (serving == null) {
            return deploy(invocation, file, path);
        }
        if (isFileOf(serving, path)) {
            return reload(invocation, AgentRef.of(serving.slug()));
        }
        if (!invocation.has("--hot-reload")) {
            throw CaxtonException.of(
                    ProblemType.NAME_CONFLICT,
                    "Agent '" + serving.slug() + "' is there already, from " + serving.source(),
                    "Replace its file with --hot-reload, or deploy under another name.");
        }
        replace(serving, file);
        return reload(invocation, AgentRef.of(serving.slug()));
    }

    private static ExitCode deploy(Invocation invocation, AgentFile file, Path path) {
        try {
            return show(invocation, invocation.caxton().agents().deploy(file));
        } catch (CaxtonException e) {
            if (e.type() == ProblemType.NAME_CONFLICT && Files.exists(path) && isInAgentsDirectory(invocation, path)) {
                // The file lies in the agents directory already, and only has to be read.
                return reload(invocation, AgentRef.of(stem(file)));
            }
            throw e;
        }
    }

    private static boolean isInAgentsDirectory(Invocation invocation, Path path) {
        return invocation.caxton().ops().config().entries().stream()
                .filter(entry -> entry.key().equals("server.agents_dir"))
                .anyMatch(entry -> same(Path.of(entry.value()), path.getParent()));
    }

    private static @Nullable AgentDescription serving(Invocation invocation, String name) {
        try {
            AgentDescription agent = invocation.caxton().agents().describe(AgentRef.of(name));
            // The same name returns to a stopped agent by an ordinary deployment.
            return agent.state() == AgentState.STOPPED ? null : agent;
        } catch (NotFoundException e) {
            return null;
        }
    }

    private static boolean isFileOf(AgentDescription agent, Path path) {
        return agent.source() != null && same(Path.of(agent.source()), path);
    }

    private static boolean same(Path one, @Nullable Path other) {
        try {
            return other != null && Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            // What cannot be compared is treated as two files; the server decides.
            return false;
        }
    }

    private static void replace(AgentDescription agent, AgentFile file) {
        if (agent.source() == null || !Files.isWritable(Path.of(agent.source()))) {
            throw CaxtonException.of(
                    ProblemType.NAME_CONFLICT,
                    "The file of agent '" + agent.slug() + "' is not writable from here: " + agent.source(),
                    "Replace it where the server runs, then run 'caxton agents reload " + agent.slug() + "'.");
        }
        Path target = Path.of(agent.source());
        try {
            Path fresh = target.resolveSibling("." + target.getFileName() + ".deploying");
            Files.writeString(fresh, file.content());
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.STORAGE_FAILED, target + " cannot be replaced: " + e.getMessage(), null),
                    e);
        }
    }

    private static ExitCode reload(Invocation invocation, AgentRef agent) {
        Agents agents = invocation.caxton().agents();
        ReloadReport report = agents.reload(ReloadRequest.of(agent));
        if (!report.successful()) {
            return ReloadAgents.show(invocation, report);
        }
        return show(invocation, agents.describe(agent));
    }

    private static ExitCode show(Invocation invocation, AgentDescription deployed) {
        AgentRef agent = AgentRef.of(deployed.slug());
        Await.until(
                invocation.duration("--timeout", Duration.ofSeconds(30)),
                () -> invocation.caxton().agents().describe(agent).state() != AgentState.STARTING);
        AgentDescription now = invocation.caxton().agents().describe(agent);
        Output output = invocation.output();
        if (output.json()) {
            output.json(now);
        } else {
            output.line(now.name() + " (" + now.slug() + ") " + now.version() + ": " + now.state());
        }
        if (now.state() == AgentState.RUNNING) {
            return ExitCode.OK;
        }
        output.complain("agent '" + now.slug() + "' is " + now.state() + ", expected running");
        now.problems().forEach(problem -> output.complain("  error: " + problem));
        return ExitCode.FAILED;
    }

    private static String stem(AgentFile file) {
        String name = String.valueOf(file.name());
        return name.substring(0, name.lastIndexOf('.'));
    }
}
