package dev.caxton.source;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A tree of source files and the rules it keeps; each rule lists what breaks it. */
final class SourceTree {

    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml",
            "caxton-api",
            "caxton-engine",
            "caxton-war",
            "caxton-embedded",
            "agents",
            "docs",
            "examples",
            "README.md",
            "LICENSE",
            "caxton");

    /** What building and trying out leave behind; none of it is committed. */
    private static final Set<String> NOT_COMMITTED = Set.of("target", "data", "caxton.yaml");

    private static final Pattern PROMISE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b(?!\\(#\\d+\\))");
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|xml|md|sh|sql|yaml|yml|toml|json|properties|txt)");

    private final Path root;

    SourceTree(Path root) {
        this.root = root;
    }

    /** The repository that this module is part of. */
    static SourceTree ofRepository() {
        return new SourceTree(Path.of("").toAbsolutePath().getParent());
    }

    /** Every file, without what is built. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean skipped = !directory.equals(root) && (name.startsWith(".") || NOT_COMMITTED.contains(name));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    List<Path> javaFiles() throws IOException {
        return files().stream().filter(file -> name(file).endsWith(".java")).toList();
    }

    /** The path below the root, with slashes. */
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** Files and directories at the top that do not belong there. */
    List<String> strangersAtTheTop() throws IOException {
        try (Stream<Path> top = Files.list(root)) {
            return top.map(this::name)
                    .filter(name -> !name.startsWith(".") && !TOP_LEVEL.contains(name) && !NOT_COMMITTED.contains(name))
                    .sorted()
                    .toList();
        }
    }

    /** Lines that promise something later without the number of an issue. */
    List<String> promisesWithoutIssue() throws IOException {
        List<String> promises = new ArrayList<>();
        for (Path file : files()) {
            if (!TEXT.matcher(name(file)).matches()) {
                continue;
            }
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (PROMISE.matcher(lines.get(i)).find()) {
                    promises.add(
                            name(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        return promises;
    }

    /** Packages of main code without a {@code package-info.java} that says {@code @NullMarked}. */
    List<String> packagesWithoutInfo() throws IOException {
        List<String> packages = new ArrayList<>();
        for (Path directory : javaFiles().stream()
                .filter(file -> name(file).contains("src/main/java/"))
                .filter(file -> !name(file).startsWith("examples/")) // as users write, who have no NullAway
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .distinct()
                .toList()) {
            Path info = directory.resolve("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                packages.add(name(directory));
            }
        }
        return packages;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            // Tests keep files that are deliberately not UTF-8.
            return List.of();
        }
    }
}
