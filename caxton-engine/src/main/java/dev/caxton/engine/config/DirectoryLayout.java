package dev.caxton.engine.config;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the directories of a server, for {@code caxton init}, and checks them before a start.
 *
 * <p>Laying out twice is harmless: what is there is left as it is, except the note of where the agent files are. May be
 * shared between threads, and two of them must not lay out the same directory at once.
 */
public final class DirectoryLayout {

    private final Path workingDirectory;

    /** Takes the directory that gets {@code caxton.yaml}, and that relative paths are relative to. */
    public DirectoryLayout(Path workingDirectory) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /**
     * Makes the data directory, readable by its owner only, the agents directory with a first agent if it has none, and
     * a {@code caxton.yaml} in the working directory in which every key is explained.
     *
     * @param dataDir directory of the databases; null for {@code data}
     * @param agentsDir directory of agent files; null for what was recorded before, else {@code agents} beside the data
     * @throws CaxtonException of type {@code INVALID_CONFIGURATION} if a directory cannot be made or used
     */
    public LayoutReport init(@Nullable Path dataDir, @Nullable Path agentsDir) {
        Path data = workingDirectory
                .resolve(dataDir == null ? Path.of("data") : dataDir)
                .normalize();
        Path recorded = InitRecord.agentsDir(data);
        Path usual = recorded == null ? data.resolveSibling("agents") : recorded;
        Path agents =
                agentsDir == null ? usual : workingDirectory.resolve(agentsDir).normalize();
        if (data.equals(agents)) {
            throw refused("the agents directory is " + agents + ", expected another directory than the data", null);
        }
        List<LayoutReport.Step> steps = new ArrayList<>();
        steps.add(directory(data, true));
        steps.add(directory(agents, false));
        steps.add(record(data, agents, recorded));
        steps.add(firstAgent(agents));
        steps.add(configuration(data, agents));
        return new LayoutReport(data, agents, steps);
    }

    /**
     * Checks that a server with this configuration can read and write what it needs.
     *
     * @throws CaxtonException of type {@code INVALID_CONFIGURATION} with everything that is wrong
     */
    public static void check(ServerConfig server) {
        List<Violation> violations = new ArrayList<>();
        check(violations, "server.data_dir", server.dataDir(), true);
        check(violations, "server.agents_dir", server.agentsDir(), false);
        if (!violations.isEmpty()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_CONFIGURATION, violations.getFirst().toString(), violations);
        }
    }

    private static void check(List<Violation> violations, String key, Path directory, boolean written) {
        if (!Files.exists(directory)) {
            Path parent = directory.getParent();
            while (parent != null && !Files.exists(parent)) {
                parent = parent.getParent();
            }
            if (written && parent != null && !(Files.isDirectory(parent) && Files.isWritable(parent))) {
                violations.add(Violation.at(
                        key,
                        directory + " does not exist, and cannot be made because " + parent + " is not writable",
                        "make it for the user that runs the server, or choose another with " + key));
            }
        } else if (!Files.isDirectory(directory)) {
            violations.add(Violation.at(key, directory + " is a file, expected a directory", null));
        } else if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            violations.add(Violation.at(
                    key, directory + " cannot be read", "give the user that runs the server access to it"));
        } else if (written && !Files.isWritable(directory)) {
            violations.add(Violation.at(
                    key, directory + " cannot be written", "give the user that runs the server access to it"));
        }
    }

    private static LayoutReport.Step directory(Path directory, boolean ownerOnly) {
        if (Files.isDirectory(directory)) {
            if (!Files.isWritable(directory)) {
                throw refused(directory + " cannot be written", "give this user access to it");
            }
            return new LayoutReport.Step(directory, LayoutReport.Outcome.LEFT, "directory exists");
        }
        if (Files.exists(directory)) {
            throw refused(directory + " is a file, expected a directory", "choose another name, or move the file away");
        }
        try {
            Path parent = directory.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(directory, ownerOnly ? OwnerOnly.directory(directory) : new FileAttribute<?>[0]);
        } catch (IOException e) {
            throw failed("make the directory", directory, e);
        }
        return new LayoutReport.Step(
                directory, LayoutReport.Outcome.MADE, ownerOnly ? "directory, for its owner only" : "directory");
    }

    private static LayoutReport.Step record(Path dataDir, Path agentsDir, @Nullable Path recorded) {
        Path file = InitRecord.file(dataDir);
        if (agentsDir.equals(recorded)) {
            return new LayoutReport.Step(file, LayoutReport.Outcome.LEFT, "names " + agentsDir);
        }
        try {
            Path draft = Files.createTempFile(dataDir, "caxton", ".tmp");
            Files.writeString(draft, InitRecord.text(dataDir, agentsDir), StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("write", file, e);
        }
        return recorded == null
                ? new LayoutReport.Step(file, LayoutReport.Outcome.MADE, "names " + agentsDir)
                : new LayoutReport.Step(
                        file, LayoutReport.Outcome.CHANGED, "names " + agentsDir + ", before " + recorded);
    }

    private static LayoutReport.Step firstAgent(Path agentsDir) {
        Path greeter = agentsDir.resolve("greeter.md");
        Path other = anyAgent(agentsDir);
        if (other != null) {
            return new LayoutReport.Step(other, LayoutReport.Outcome.LEFT, "agent exists");
        }
        return write(greeter, resource("greeter.md"), "a first agent");
    }

    private static @Nullable Path anyAgent(Path agentsDir) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(agentsDir, "*.{md,toml}")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && !name.equals("README.md") && !name.equals("AGENTS.md")) {
                    return file;
                }
            }
            return null;
        } catch (IOException e) {
            throw failed("read", agentsDir, e);
        }
    }

    private LayoutReport.Step configuration(Path dataDir, Path agentsDir) {
        Path file = workingDirectory.resolve("caxton.yaml");
        if (Files.exists(file)) {
            return new LayoutReport.Step(file, LayoutReport.Outcome.LEFT, "configuration exists");
        }
        Map<String, String> chosen = new LinkedHashMap<>();
        if (!dataDir.equals(workingDirectory.resolve("data"))) {
            chosen.put(ConfigKeys.DATA_DIR.name(), dataDir.toString());
        }
        if (!agentsDir.equals(dataDir.resolveSibling("agents"))) {
            chosen.put(ConfigKeys.AGENTS_DIR.name(), agentsDir.toString());
        }
        return write(file, CommentedConfig.text(chosen), "configuration, every key explained");
    }

    private static LayoutReport.Step write(Path file, String text, String what) {
        try {
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new LayoutReport.Step(file, LayoutReport.Outcome.MADE, what);
        } catch (FileAlreadyExistsException e) {
            return new LayoutReport.Step(file, LayoutReport.Outcome.LEFT, what + " exists");
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = DirectoryLayout.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CaxtonException.of(
                    ProblemType.INTERNAL_ERROR, "cannot read " + name + " from the jar: " + e, (String) null);
        }
    }

    private static CaxtonException failed(String action, Path path, IOException cause) {
        String reason = cause instanceof AccessDeniedException ? "permission denied" : cause.toString();
        return refused(
                "cannot " + action + " " + path + ": " + reason,
                "choose another place with --data-dir or --agents-dir");
    }

    private static CaxtonException refused(String detail, @Nullable String hint) {
        return CaxtonException.of(ProblemType.INVALID_CONFIGURATION, detail, hint);
    }
}
