package dev.caxton.embedded.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A local repository of Maven's in which our artifacts are as this build made them, and everything else is that of this
 * build's own repository, by links: what examples depend on is what would be released, and nothing is left in anybody's
 * repository.
 */
final class ExampleRepository {

    private static final String US = "dev/caxton";
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    private final Path repository;

    private ExampleRepository(Path repository) {
        this.repository = repository;
    }

    static ExampleRepository in(Path repository) throws IOException {
        Path others = Path.of(System.getProperty("maven.repo.local"));
        Files.createDirectories(repository.resolve(US));
        linkAll(others, repository, "dev");
        linkAll(others.resolve("dev"), repository.resolve("dev"), "caxton");
        ExampleRepository result = new ExampleRepository(repository);
        result.put("caxton", Repository.ROOT, null);
        result.put("caxton-bom", Repository.ROOT.resolve("caxton-api/bom"), null);
        result.put("caxton-api", Repository.ROOT.resolve("caxton-api"), "jar");
        result.put("caxton-engine", Repository.ROOT.resolve("caxton-engine"), "jar");
        return result;
    }

    /** How Maven is called so that it uses this repository. */
    String maven() {
        String home = System.getProperty("maven.home");
        return Path.of(home, "bin", "mvn") + ("offline true".equals(System.getProperty("maven.mode")) ? " -o" : "")
                + " -Dmaven.repo.local=" + repository;
    }

    private void put(String artifact, Path module, String type) throws IOException {
        String version = version();
        Path directory =
                Files.createDirectories(repository.resolve(US).resolve(artifact).resolve(version));
        String name = artifact + "-" + version;
        copy(module.resolve("pom.xml"), directory.resolve(name + ".pom"));
        if (type != null) {
            copy(module.resolve("target").resolve(name + "." + type), directory.resolve(name + "." + type));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    static String version() {
        Matcher version = VERSION.matcher(Repository.read(Repository.ROOT.resolve("pom.xml")));
        if (!version.find()) {
            throw new AssertionError("the root has no version");
        }
        return version.group(1);
    }

    private static void linkAll(Path from, Path to, String except) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(from)) {
            entries = all.filter(Files::isDirectory).toList();
        }
        for (Path entry : entries) {
            Path link = to.resolve(entry.getFileName());
            if (!entry.getFileName().toString().equals(except) && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, entry);
            }
        }
    }
}
