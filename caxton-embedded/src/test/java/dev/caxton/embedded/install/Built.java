package dev.caxton.embedded.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build has packed. */
final class Built {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private Built() {}

    static Path archive() {
        return one("caxton-", ".tar.gz");
    }

    static Path singleFile() {
        return TARGET.resolve("caxton-v" + version());
    }

    static Path debianPackage() {
        return one("caxton_", ".deb");
    }

    static String version() {
        String name = archive().getFileName().toString();
        return name.substring("caxton-".length(), name.length() - ".tar.gz".length());
    }

    /** The archive, unpacked anew into a directory; the directory of the version. */
    static Path unpacked(Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        Script.run(into, "tar -xzf " + archive() + " -C " + into).succeeded();
        return into.resolve("caxton-" + version());
    }

    private static Path one(String prefix, String suffix) {
        try (Stream<Path> files = Files.list(TARGET)) {
            List<Path> found = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && name.endsWith(suffix);
                    })
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException("expected one " + prefix + "*" + suffix + " in " + TARGET + ", found "
                        + found + ": run this test with 'mvn verify', after 'mvn clean' if there are several");
            }
            return found.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
