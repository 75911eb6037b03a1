package dev.caxton.war.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of {@code docs/how-to}, followed: the blocks that {@code <!-- step: name -->} stands before are run by bash, as
 * written but for port numbers, in a directory that holds {@code caxton.war} and the server.
 */
final class HowTo {

    private static final Pattern STEP =
            Pattern.compile("<!-- step: ([a-z-]+) -->\\s*```bash\\n(.*?)```", Pattern.DOTALL);
    private static final long PATIENCE_SECONDS = 600;

    private final Path directory;
    private final Map<String, String> steps = new LinkedHashMap<>();
    private final Map<String, String> environment;
    private final String name;

    /**
     * Reads a page.
     *
     * @param directory where it is followed
     * @param ports ports that the page writes, and those to use
     */
    HowTo(String name, Path directory, Map<Integer, Integer> ports, Map<String, String> environment)
            throws IOException {
        this.name = name;
        this.directory = directory;
        this.environment = environment;
        String page = Files.readString(Path.of("..", "docs", "how-to", name + ".md"));
        Matcher matcher = STEP.matcher(page);
        while (matcher.find()) {
            steps.put(matcher.group(1), withPorts(matcher.group(2), ports));
        }
    }

    /** All at once: a port to use may contain the digits of another that the page writes. */
    private static String withPorts(String commands, Map<Integer, Integer> ports) {
        String written = ports.keySet().stream().map(String::valueOf).collect(Collectors.joining("|"));
        return Pattern.compile(written)
                .matcher(commands)
                .replaceAll(found -> String.valueOf(ports.get(Integer.valueOf(found.group()))));
    }

    /** Follows a step to its end and returns what it printed. */
    String run(String step) throws IOException, InterruptedException {
        Path output = directory.resolve(step + ".out");
        Process process = bash(step, "set -e\n" + commands(step), output);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(name + ", step " + step + " does not end:\n" + Files.readString(output));
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new AssertionError(name + ", step " + step + " ended with " + process.exitValue() + ":\n" + text);
        }
        return text;
    }

    /** Follows a step that leaves a server running in the background; the process stays its parent. */
    Process start(String step) throws IOException {
        return bash(step, commands(step) + "\nwait", directory.resolve(step + ".out"));
    }

    Path directory() {
        return directory;
    }

    /** What a step has printed so far. */
    String output(String step) throws IOException {
        return Files.readString(directory.resolve(step + ".out"), StandardCharsets.UTF_8);
    }

    private String commands(String step) {
        String commands = steps.get(step);
        if (commands == null) {
            throw new AssertionError("docs/how-to/" + name + ".md has no step " + step);
        }
        return commands;
    }

    private Process bash(String step, String commands, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", commands)).directory(directory.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CAXTON_"));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .start();
    }
}
