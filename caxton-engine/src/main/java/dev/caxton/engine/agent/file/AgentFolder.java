package dev.caxton.engine.agent.file;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.agent.AgentFileFormat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agents directory. It remembers what it read, so that a pass over many files reads only the changed ones. For one
 * thread at a time.
 */
public final class AgentFolder {

    /** A file that was written this shortly before it was read may change again without a new time. */
    private static final long UNSETTLED_MILLIS = 1_000;

    private final Path directory;
    private final AgentFileParser parser;
    private final AgentFileReader reader;
    private final Clock clock;
    private Map<String, Remembered> remembered = Map.of();

    /** A directory that need not exist yet. */
    public AgentFolder(Path directory, AgentFileParser parser, Clock clock) {
        this.directory = directory.toAbsolutePath().normalize();
        this.parser = parser;
        this.reader = new AgentFileReader(this.directory, parser);
        this.clock = clock;
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** A file of this directory as messages name it. */
    public String label(String fileName) {
        return AgentFileReader.label(directory, fileName);
    }

    /** Makes the directory if it is missing; {@code INVALID_CONFIGURATION} if it cannot be used. */
    public void create() {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            String found = Files.isSymbolicLink(directory) ? "a link that leads to no directory" : "no directory";
            throw unusable("that is " + found);
        } catch (IOException e) {
            throw unusable(Findings.shown(e.toString()));
        }
        if (!Files.isReadable(directory)) {
            throw unreadable("the server may not read it");
        }
    }

    /**
     * Reads every agent file, by file name. {@code INVALID_CONFIGURATION} if the directory itself cannot be read; what is
     * wrong with a file is in its result.
     *
     * @param again names of files to read even if they look unchanged
     */
    public List<FolderFile> read(Predicate<String> again) {
        AgentFileRules rules = parser.rules();
        Map<String, Remembered> now = new HashMap<>();
        List<FolderFile> files = new ArrayList<>();
        for (Path path : candidates()) {
            String fileName = path.getFileName().toString();
            Stamp stamp = stamp(path);
            if (stamp == null) {
                continue; // deleted since the directory was listed
            }
            Remembered earlier = remembered.get(fileName);
            boolean known = earlier != null
                    && !again.test(fileName)
                    && earlier.stamp().equals(stamp)
                    && !earlier.unsettled()
                    && earlier.rules().equals(rules);
            Remembered current = known && earlier != null ? earlier : remember(fileName, path, stamp, rules);
            now.put(fileName, current);
            files.add(current.file());
        }
        remembered = now;
        return List.copyOf(files);
    }

    private Remembered remember(String fileName, Path path, Stamp stamp, AgentFileRules rules) {
        boolean unsettled = clock.millis() - stamp.modifiedMillis() < UNSETTLED_MILLIS;
        String slug = AgentNames.stem(fileName);
        String problem = AgentNames.problemOfSlug(slug);
        ParsedAgentFile parsed = reader.read(fileName);
        if (problem != null) {
            parsed = parsed.refused(Violation.at(parsed.file(), problem, "rename the file"));
        }
        return new Remembered(stamp, unsettled, rules, new FolderFile(fileName, slug, path, parsed));
    }

    private List<Path> candidates() {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path path : entries) {
                if (AgentFileFormat.ofFileName(path.getFileName().toString()).isPresent()) {
                    paths.add(path);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw unreadable(Findings.shown(e.toString()));
        }
        paths.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return paths;
    }

    private CaxtonException unusable(String reason) {
        return CaxtonException.of(
                ProblemType.INVALID_CONFIGURATION,
                "server.agents_dir is '" + directory + "', expected a directory: " + reason,
                "create it, or name another directory with --agents-dir");
    }

    private CaxtonException unreadable(String reason) {
        return CaxtonException.of(
                ProblemType.INVALID_CONFIGURATION,
                "agents directory '" + directory + "' cannot be read: " + reason,
                "check that it exists and that the server's user may read it");
    }

    /** What a file looks like from outside; null if it is gone. A link is looked through, one to nowhere is not. */
    private static @Nullable Stamp stamp(Path path) {
        try {
            return Stamp.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException e) {
            try {
                return Stamp.of(
                        Files.readAttributes(path, BasicFileAttributes.class, java.nio.file.LinkOption.NOFOLLOW_LINKS));
            } catch (IOException gone) {
                return null;
            }
        }
    }

    private record Stamp(
            long size, long modifiedNanos, @Nullable Object fileKey) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(
                    attributes.size(),
                    attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    attributes.fileKey());
        }

        long modifiedMillis() {
            return modifiedNanos / 1_000_000;
        }
    }

    private record Remembered(Stamp stamp, boolean unsettled, AgentFileRules rules, FolderFile file) {}
}
