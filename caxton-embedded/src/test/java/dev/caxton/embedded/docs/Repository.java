package dev.caxton.embedded.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository that people read. */
final class Repository {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Repository() {}

    /** README.md and everything in Markdown below docs, examples and agents. */
    static List<Path> pages() {
        return Stream.concat(
                        Stream.of(ROOT.resolve("README.md")),
                        Stream.of("docs", "examples", "agents").flatMap(below -> markdown(ROOT.resolve(below))))
                .sorted()
                .toList();
    }

    /** The directories of examples. */
    static List<Path> examples() {
        try (Stream<Path> entries = Files.list(ROOT.resolve("examples"))) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> markdown(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
