package dev.caxton.war.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whole directories. */
final class Trees {

    private Trees() {}

    /** Removes a directory with everything in it; nothing where there is none. */
    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks an archive into a directory that it makes. */
    static void unzip(Path archive, Path directory) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(archive)) {
            for (Path root : files.getRootDirectories()) {
                copy(root, directory);
            }
        }
    }

    /** Copies a directory, its permissions included, and not the directories in it that are named. */
    static void copy(Path source, Path target, String... without) {
        Set<Path> left = Stream.of(without).map(source::resolve).collect(Collectors.toSet());
        try {
            Files.walkFileTree(source, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    if (left.contains(directory)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    copyOne(directory);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    copyOne(file);
                    return FileVisitResult.CONTINUE;
                }

                private void copyOne(Path path) throws IOException {
                    Files.copy(
                            path,
                            target.resolve(source.relativize(path).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
