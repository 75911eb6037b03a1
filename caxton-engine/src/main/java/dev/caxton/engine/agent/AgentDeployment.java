package dev.caxton.engine.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.ReloadAction;
import dev.caxton.engine.agent.file.AgentFileParser;
import dev.caxton.engine.agent.file.AgentFileWriter;
import dev.caxton.engine.agent.file.AgentFolder;
import dev.caxton.engine.agent.file.AgentNames;
import dev.caxton.engine.agent.file.ParsedAgentFile;
import dev.caxton.engine.agent.reload.ReloadOperation.StopAgent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts files into the agents directory and takes them out, for callers of the API. Shared between threads. */
final class AgentDeployment {

    private static final List<String> EXTENSIONS = List.of(".md", ".toml");

    private final AgentReloads reloads;
    private final AgentFolder folder;
    private final AgentFileParser parser;
    private final AgentAnnouncements announcements;

    AgentDeployment(
            AgentReloads reloads, AgentFolder folder, AgentFileParser parser, AgentAnnouncements announcements) {
        this.reloads = reloads;
        this.folder = folder;
        this.parser = parser;
        this.announcements = announcements;
    }

    /** Checks a file as a deployment or reload of it would. */
    ParsedAgentFile check(AgentFile file) {
        ParsedAgentFile parsed = parser.parse(file);
        if (parsed.definition() == null) {
            return parsed;
        }
        String slug = slug(file, parsed.definition().name());
        String problem = problemOf(slug, file);
        if (problem != null) {
            return parsed.refused(Violation.at(parsed.file(), problem, "choose another file name"));
        }
        for (String key : List.of(parsed.definition().name(), slug)) {
            AgentEntry other = owner(key);
            if (other != null && !other.slug().equals(slug)) {
                return parsed.refused(Violation.at(parsed.file(), conflict(key, other), hint(other)));
            }
        }
        return parsed;
    }

    /** Writes a new agent's file and brings it up. */
    AgentEntry deploy(AgentFile file) {
        return reloads.locking(() -> {
            reloads.versions();
            ParsedAgentFile parsed = parser.parse(file);
            if (parsed.definition() == null) {
                throw refused(parsed);
            }
            String name = parsed.definition().name();
            String slug = slug(file, name);
            String problem = problemOf(slug, file);
            if (problem != null) {
                throw refused(parsed.refused(Violation.at(parsed.file(), problem, "choose another file name")));
            }
            requireFree(name);
            requireFree(slug);
            requireNoFile(slug);
            String fileName = slug + "." + file.format().wireName();
            AgentFileWriter.write(folder.directory(), fileName, file.content().getBytes(StandardCharsets.UTF_8));
            return broughtUp(slug, fileName);
        });
    }

    private AgentEntry broughtUp(String slug, String fileName) {
        PlanApplier.Done done = null;
        try {
            done = reloads.follow(fileName, operation -> operation.slug().equals(slug), "deploy").stream()
                    .findFirst()
                    .orElse(null);
            if (done != null && done.agent() != null && done.outcome().action() == ReloadAction.STARTED) {
                return done.agent();
            }
        } finally {
            if (done == null || done.outcome().action() != ReloadAction.STARTED) {
                AgentFileWriter.delete(folder.directory(), fileName);
                reloads.follow(fileName, operation -> operation.slug().equals(slug), "deploy");
            }
        }
        if (done != null && done.failure() != null) {
            throw done.failure();
        }
        throw CaxtonException.of(
                ProblemType.VALIDATION_FAILED,
                "agent file '" + fileName + "' was not accepted",
                done == null ? List.of() : done.outcome().problems());
    }

    /** Deletes an agent's file and stops it. */
    void remove(AgentRef ref) {
        reloads.locked(() -> {
            reloads.versions();
            AgentEntry entry = AgentResolver.require(reloads.snapshot(), ref);
            if (entry.isStopped() || entry.source() == null) {
                throw CaxtonException.of(
                        ProblemType.AGENT_NOT_FOUND,
                        "agent '" + entry.slug() + "' was removed before",
                        "its history and memory are kept; its file brings it back");
            }
            String fileName = entry.source().getFileName().toString();
            AgentFileWriter.delete(folder.directory(), fileName);
            List<PlanApplier.Done> done = reloads.follow(
                    fileName,
                    operation -> operation instanceof StopAgent stop
                            && stop.incumbent().id().equals(entry.id()),
                    "remove");
            for (PlanApplier.Done one : done) {
                if (one.failure() != null) {
                    throw one.failure();
                }
            }
        });
    }

    private CaxtonException refused(ParsedAgentFile parsed) {
        announcements.refusedDeployment(parsed.name(), parsed.errors());
        int count = parsed.errors().size();
        return CaxtonException.of(
                ProblemType.VALIDATION_FAILED,
                "agent file '" + parsed.file() + "' has "
                        + (count == 1 ? "a problem: " : count + " problems, the first: ")
                        + parsed.errors().getFirst().message(),
                parsed.errors());
    }

    /** The stem of the file's name where it has an extension, else the kebab form of the given or the agent's name. */
    private static String slug(AgentFile file, String name) {
        if (file.name() != null) {
            String last = AgentNames.lastPart(file.name());
            String stem = AgentNames.stem(last);
            if (!stem.equals(last)) {
                return stem;
            }
        }
        String wanted = file.name() == null || file.name().isBlank() ? name : AgentNames.lastPart(file.name());
        String kebab = AgentNames.kebab(wanted);
        // A name in another script has no kebab form; its hash is stable and can be addressed.
        return kebab.isEmpty() ? "agent-" + Integer.toHexString(wanted.hashCode()) : kebab;
    }

    private @Nullable String problemOf(String slug, AgentFile file) {
        String problem = AgentNames.problemOfSlug(slug);
        String fileName = slug + "." + file.format().wireName();
        if (problem == null && AgentFileFormat.ofFileName(fileName).isEmpty()) {
            return "file name '" + fileName + "' is reserved for documentation, expected another";
        }
        try {
            folder.directory().resolve(fileName);
        } catch (InvalidPathException e) {
            return "file name '" + fileName + "' cannot be written on this system, expected plain letters";
        }
        return problem;
    }

    private @Nullable AgentEntry owner(String key) {
        AgentEntry entry = AgentResolver.find(reloads.snapshot(), AgentRef.of(key));
        boolean takes = entry != null
                && !entry.isStopped()
                && (entry.slug().equals(key) || entry.name().equals(key));
        return takes ? entry : null;
    }

    private void requireFree(String key) {
        AgentEntry other = owner(key);
        if (other != null) {
            throw CaxtonException.of(ProblemType.NAME_CONFLICT, conflict(key, other), hint(other));
        }
    }

    private static String conflict(String key, AgentEntry other) {
        String also = other.name().equals(other.slug()) ? "" : " (" + other.name() + ")";
        return "Agent name conflict: '" + key + "' is taken by agent '" + other.slug() + "'" + also;
    }

    private static String hint(AgentEntry other) {
        return "choose another name, or reload or remove agent '" + other.slug() + "'";
    }

    private void requireNoFile(String slug) {
        for (String extension : EXTENSIONS) {
            if (Files.exists(folder.directory().resolve(slug + extension), LinkOption.NOFOLLOW_LINKS)) {
                throw CaxtonException.of(
                        ProblemType.NAME_CONFLICT,
                        "Agent name conflict: file '" + folder.label(slug + extension) + "' is there already",
                        "reload it with 'caxton agents reload " + slug + "', or delete it");
            }
        }
    }
}
