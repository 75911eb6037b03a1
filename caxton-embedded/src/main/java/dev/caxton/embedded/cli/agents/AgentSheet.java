package dev.caxton.embedded.cli.agents;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How agents are named, read from files and shown. */
final class AgentSheet {

    private AgentSheet() {}

    /** The agent that the command is about. */
    static AgentDescription subject(Invocation invocation) {
        return invocation.caxton().agents().describe(AgentRef.of(invocation.subject()));
    }

    /** Prints one word or number. */
    static ExitCode scalar(Invocation invocation, String value) {
        if (invocation.output().json()) {
            invocation.output().json(value);
        } else {
            invocation.output().line(value);
        }
        return ExitCode.OK;
    }

    /** Prints agents as a table. */
    static void table(Output output, List<AgentDescription> agents, boolean detailed) {
        List<String> header = detailed
                ? List.of("NAME", "TYPE", "STATUS", "UPTIME", "MEMORY_MB", "CPU_%", "VERSION", "ID")
                : List.of("NAME", "SLUG", "TYPE", "STATUS", "VERSION", "CAPABILITIES");
        List<List<String>> rows = new ArrayList<>();
        for (AgentDescription agent : agents) {
            rows.add(
                    detailed
                            // Config agents share the process, so that memory and processor time are not theirs alone.
                            ? List.of(
                                    agent.name(),
                                    agent.type().wireName(),
                                    agent.state().wireName(),
                                    age(agent),
                                    "-",
                                    "-",
                                    agent.version(),
                                    agent.id().toString())
                            : List.of(
                                    agent.name(),
                                    agent.slug(),
                                    agent.type().wireName(),
                                    agent.state().wireName(),
                                    agent.version(),
                                    String.join(",", agent.capabilities())));
        }
        output.table(header, rows);
    }

    /** Prints everything about an agent, a line each. */
    static void sheet(Output output, AgentDescription agent) {
        output.line("Name: " + agent.name());
        output.line("Slug: " + agent.slug());
        output.line("Id: " + agent.id());
        output.line("Type: " + agent.type());
        output.line("Status: " + agent.state() + " (" + age(agent) + ")");
        output.line("Version: " + agent.version() + " (definition " + agent.sequence() + ")");
        if (agent.description() != null) {
            output.line("Description: " + agent.description());
        }
        output.line("Capabilities: " + String.join(", ", agent.capabilities()));
        output.line("Tools: " + (agent.tools().isEmpty() ? "none" : String.join(", ", agent.tools())));
        output.line("Memory: " + (agent.memoryEnabled() ? "scope " + agent.memoryScope() : "off"));
        output.line("Provider: " + agent.provider());
        output.line("File: " + (agent.source() == null ? "none" : agent.source()));
        output.line("Digest: " + agent.digest());
        problems(output, agent);
    }

    /** Prints what is wrong with an agent. */
    static void problems(Output output, AgentDescription agent) {
        for (Violation problem : agent.problems()) {
            output.line("Problem: " + problem);
        }
    }

    static String age(AgentDescription agent) {
        return Figures.age(Duration.between(agent.since(), Clock.systemUTC().instant()));
    }

    /** Whether a word names a file rather than an agent. */
    static boolean namesFile(Invocation invocation, String word) {
        return word.indexOf('/') >= 0
                || word.endsWith(".md")
                || word.endsWith(".toml")
                || Files.isRegularFile(invocation.path(word));
    }

    /**
     * Reads an agent file.
     *
     * @param name the name to send; null for the path
     */
    static AgentFile read(Path file, @Nullable String name) {
        String fileName = file.getFileName().toString();
        AgentFileFormat format = fileName.endsWith(".toml") ? AgentFileFormat.TOML : AgentFileFormat.MARKDOWN;
        if (!Files.isRegularFile(file)) {
            throw CaxtonException.of(
                    ProblemType.NOT_FOUND, "There is no file " + file, "Check the path, or give an agent's name.");
        }
        try {
            return new AgentFile(name == null ? file.toString() : name, format, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw CaxtonException.of(
                    ProblemType.VALIDATION_FAILED, file + " is not UTF-8 text", "Save it with the encoding UTF-8.");
        } catch (IOException e) {
            throw CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.INVALID_ARGUMENT, file + " cannot be read: " + e.getMessage(), null),
                    e);
        }
    }
}
