package dev.caxton.engine.agent.builtin.file;

import dev.caxton.engine.tool.ToolFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Files of agents in a directory for each below one root. Links are neither followed nor listed. Thread-safe. */
public final class DirectoryAgentFiles implements AgentFiles {

    private static final long LARGEST_FILE = 10_000_000;
    private static final long LARGEST_DIRECTORY = 100_000_000;
    private static final int MOST_FILES = 1_000;
    private static final int DEEPEST = 8;
    private static final int LONGEST_PATH = 200;
    private static final String HALF_WRITTEN = ".half-written";

    private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]{0,99}");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private final Path root;

    /** Keeps files below {@code <dataDir>/files}; directories are made when first written to. */
    public DirectoryAgentFiles(Path dataDir) {
        this.root = dataDir.resolve("files");
    }

    @Override
    public List<Entry> list(String agent) {
        Path directory = directory(agent);
        List<Entry> entries = new ArrayList<>();
        try {
            collect(directory, "", entries);
        } catch (IOException e) {
            throw failed("list the files of agent " + agent, e);
        }
        entries.sort(Comparator.comparing(Entry::path));
        return entries;
    }

    private static void collect(Path directory, String prefix, List<Entry> entries) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                BasicFileAttributes attributes =
                        Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                String path = prefix + child.getFileName();
                if (attributes.isDirectory()) {
                    collect(child, path + "/", entries);
                } else if (attributes.isRegularFile() && !path.endsWith(HALF_WRITTEN)) {
                    entries.add(new Entry(
                            path,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
            }
        }
    }

    @Override
    public byte[] read(String agent, String path) {
        Path file = existing(agent, path);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.size() > LARGEST_FILE) {
                throw tooLarge(path, channel.size());
            }
            ByteBuffer content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {
                continue; // reads until the buffer is full or the file ends
            }
            byte[] bytes = new byte[content.position()];
            content.flip().get(bytes);
            return bytes;
        } catch (IOException e) {
            throw failed("read file " + path, e);
        }
    }

    @Override
    public synchronized String write(String agent, String path, byte[] content) {
        if (content.length > LARGEST_FILE) {
            throw tooLarge(path, content.length);
        }
        Path file = resolve(agent, path);
        checkRoom(agent, path, content.length);
        try {
            Files.createDirectories(root);
            makeDirectories(directory(agent), file);
            refuseLinks(agent, file, path);
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new ToolFailedException(
                        "invalid_path", "Path '" + path + "' is a directory, expected a file", null);
            }
            Path half = file.resolveSibling(file.getFileName() + HALF_WRITTEN);
            Files.deleteIfExists(half);
            try (FileChannel channel = FileChannel.open(
                    half, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS))) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("write file " + path, e);
        }
        return "files/" + agent + "/" + path;
    }

    @Override
    public synchronized void delete(String agent, String path) {
        try {
            Files.delete(existing(agent, path));
        } catch (IOException e) {
            throw failed("delete file " + path, e);
        }
    }

    private void checkRoom(String agent, String path, long size) {
        List<Entry> entries = list(agent);
        long others = entries.stream()
                .filter(entry -> !entry.path().equals(path))
                .mapToLong(Entry::bytes)
                .sum();
        boolean isNew = entries.stream().noneMatch(entry -> entry.path().equals(path));
        if (others + size > LARGEST_DIRECTORY || isNew && entries.size() >= MOST_FILES) {
            throw new ToolFailedException(
                    "storage_full",
                    "Agent '" + agent + "' has " + entries.size() + " files of " + others + " bytes, at most "
                            + MOST_FILES + " files of " + LARGEST_DIRECTORY + " bytes are allowed",
                    "Delete files that are not needed.");
        }
    }

    private Path directory(String agent) {
        if (!SLUG.matcher(agent).matches()) {
            throw new ToolFailedException("invalid_path", "Agent '" + agent + "' has no name for a directory", null);
        }
        return root.resolve(agent);
    }

    private Path resolve(String agent, String path) {
        if (path.isEmpty() || path.length() > LONGEST_PATH) {
            throw invalid(path, "has " + path.length() + " characters, expected 1 to " + LONGEST_PATH);
        }
        String[] segments = path.split("/", -1);
        if (segments.length > DEEPEST) {
            throw invalid(path, "has " + segments.length + " parts, expected at most " + DEEPEST);
        }
        Path file = directory(agent);
        for (String segment : segments) {
            String base = segment.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
            if (!SEGMENT.matcher(segment).matches()
                    || segment.endsWith(".")
                    || segment.endsWith(" ")
                    || segment.endsWith(HALF_WRITTEN)
                    || DEVICES.contains(base)
                    || base.matches("(com|lpt)\\d")) {
                throw invalid(
                        path, "has the part '" + segment + "', expected letters, digits, space, '.', '_' and '-'");
            }
            file = file.resolve(segment);
        }
        return file;
    }

    private Path existing(String agent, String path) {
        Path file = resolve(agent, path);
        refuseLinks(agent, file, path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolFailedException(
                    "no_such_file",
                    "Agent '" + agent + "' has no file '" + path + "'",
                    "The list operation names its files.");
        }
        return file;
    }

    /** No part of the way from the agent's directory to the file may be a link. */
    private void refuseLinks(String agent, Path file, String path) {
        for (Path part = file; part != null && part.startsWith(directory(agent)); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw invalid(path, "leads over a link, expected files and directories only");
            }
        }
    }

    /** Makes the directories from the first one down to the file's own. */
    private static void makeDirectories(Path first, Path file) throws IOException {
        List<Path> parts = new ArrayList<>();
        for (Path part = file.getParent(); part != null && part.startsWith(first); part = part.getParent()) {
            parts.add(0, part);
        }
        for (Path part : parts) {
            if (Files.isSymbolicLink(part)) {
                throw new ToolFailedException("invalid_path", "Directory of the file is a link, expected none", null);
            }
            if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(part);
            }
        }
    }

    private static ToolFailedException invalid(String path, String what) {
        String shown = path.length() > 100 ? path.substring(0, 100) + "…" : path;
        return new ToolFailedException(
                "invalid_path", "Path '" + shown + "' " + what, "Give a relative path such as reports/july.csv.");
    }

    private static ToolFailedException tooLarge(String path, long size) {
        return new ToolFailedException(
                "too_large", "File '" + path + "' has " + size + " bytes, expected at most " + LARGEST_FILE, null);
    }

    private static UncheckedIOException failed(String what, IOException e) {
        return new UncheckedIOException("Cannot " + what, e);
    }
}
