package dev.caxton.embedded.docs;

import dev.caxton.embedded.ServerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Somebody at a shell, with the real launcher on the PATH. The launcher stands beside links to the packaged jars, as in
 * an installation, and therefore never builds.
 */
final class Operator {

    private static final long PATIENCE_SECONDS = 300;

    private final Path directory;
    private final Path installation;
    private final Map<String, String> environment = new TreeMap<>();

    /** What a command did. */
    record Outcome(String command, int code, String out, String err) {

        Outcome succeeded() {
            if (code != 0) {
                throw new AssertionError(this);
            }
            return this;
        }

        @Override
        public String toString() {
            return "$ " + command + "\n" + out + err + "[exit code " + code + "]";
        }
    }

    /** Somebody whose working directory this is; it is made where it is missing. */
    Operator(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.installation = install(ServerUnderTest.jar());
        environment.put("PATH", installation + ":" + System.getenv("PATH"));
        environment.put("CAXTON_JAVA_HOME", System.getProperty("java.home"));
        environment.put("CAXTON_NO_CACHE", "yes");
    }

    private static Path install(Path jar) throws IOException {
        Path installation = Files.createDirectories(jar.resolveSibling("installation"));
        for (String part : List.of("caxton-embedded.jar", "caxton-embedded-cli.jar", "lib")) {
            if (!Files.exists(installation.resolve(part), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(installation.resolve(part), jar.resolveSibling(part));
            }
        }
        Files.copy(
                Repository.ROOT.resolve("caxton"),
                installation.resolve("caxton"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        return installation;
    }

    /** The command {@code caxton}. */
    Path launcher() {
        return installation.resolve("caxton");
    }

    Path directory() {
        return directory;
    }

    /** Sets a variable for what is typed from now on. */
    Operator with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs a command, or several lines, to its end. */
    Outcome types(String command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, ".out", "");
        Path err = Files.createTempFile(directory, ".err", "");
        Process process = builder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(command + " did not end\n" + text(out) + text(err));
        }
        return new Outcome(command, process.exitValue(), text(out), text(err));
    }

    /** Waits until the server understands words: until then agents quote by common words and recall nothing. */
    void waitsForTheModel() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            if (types("caxton memory model-status").out().contains("loaded")) {
                return;
            }
        }
        throw new AssertionError("the embedding model was not loaded");
    }

    /** Starts a command that stays; what it writes goes to a file. */
    Process leavesRunning(String command, Path log) throws IOException {
        return builder("exec " + command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private ProcessBuilder builder(String command) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAXTON_"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
