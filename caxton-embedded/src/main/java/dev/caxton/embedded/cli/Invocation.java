package dev.caxton.embedded.cli;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.wire.DurationText;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a command: what was typed, where it writes, and the way to the server. */
public final class Invocation implements AutoCloseable {

    private final CommandLine line;
    private final Surroundings surroundings;
    private final Output output;
    private final LocalEngine engine;
    private final Door door;
    private final Catalogue catalogue;
    private @Nullable Caxton caxton;

    Invocation(Catalogue catalogue, CommandLine line, Surroundings surroundings, Output output, LocalEngine engine) {
        this.catalogue = catalogue;
        this.line = line;
        this.surroundings = surroundings;
        this.output = output;
        this.engine = engine;
        this.door = new Door(line, surroundings, engine);
    }

    /** The server; the same one for the whole run. */
    public Caxton caxton() {
        Caxton open = caxton;
        if (open == null) {
            // Half of the time of a short command goes into preparing to read JSON: that runs beside the request.
            Thread.ofPlatform().daemon().name("caxton-json").start(WireJson::mapper);
            open = door.open();
            caxton = open;
        }
        return open;
    }

    /** How the server is found. */
    public Door door() {
        return door;
    }

    /** What works without a server. */
    public LocalEngine engine() {
        return engine;
    }

    /** Where to write. */
    public Output output() {
        return output;
    }

    /** Directory, environment, streams. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Every command there is. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Noun and verb. */
    public Command command() {
        return line.command();
    }

    /** Words after noun and verb. */
    public List<String> arguments() {
        return line.arguments();
    }

    /** The first word after noun and verb; null if there is none. */
    public @Nullable String argument() {
        return line.arguments().isEmpty() ? null : line.arguments().getFirst();
    }

    /** The first word after noun and verb, which the catalogue requires. */
    public String subject() {
        return line.arguments().getFirst();
    }

    /** Whether an option was given. */
    public boolean has(String option) {
        return line.has(option);
    }

    /** An option's last value; null if it was not given. */
    public @Nullable String text(String option) {
        List<String> values = line.options().get(option);
        return values == null ? null : values.getLast();
    }

    /** An option's values, in order. */
    public List<String> texts(String option) {
        return line.options().getOrDefault(option, List.of());
    }

    /** An option's value as a time. */
    public Duration duration(String option, Duration otherwise) {
        String value = text(option);
        return value == null ? otherwise : DurationText.parse(option, value);
    }

    /** An option's value as a number. */
    public int count(String option, int otherwise) {
        String value = text(option);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** A path as it was typed, seen from the working directory. */
    public Path path(String typed) {
        return surroundings.workingDirectory().resolve(typed).normalize();
    }

    /** An option's value as a path; null if it was not given. */
    public @Nullable Path pathOption(String option) {
        String value = text(option);
        return value == null ? null : path(value);
    }

    /** Environment variables. */
    public Map<String, String> environment() {
        return surroundings.environment();
    }

    /** Asks before something that cannot be undone; without a terminal or {@code --yes} the answer is a refusal. */
    public boolean confirmed(String question) {
        if (has("--yes") || has("--force")) {
            return true;
        }
        if (!surroundings.interactive()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, question + " Nobody can be asked here", "Say so with --yes.");
        }
        output.ask(question + " [y/N] ");
        String answer = readLine().strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    /** All of standard input, as text. */
    public String readInput() {
        try {
            return new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.INVALID_ARGUMENT, "Standard input cannot be read: " + e.getMessage(), null),
                    e);
        }
    }

    private String readLine() {
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = surroundings.in().read();
                    next >= 0 && next != '\n';
                    next = surroundings.in().read()) {
                answer.append((char) next);
            }
        } catch (IOException e) {
            // No answer is a no.
            return "";
        }
        return answer.toString();
    }

    @Override
    public void close() {
        Caxton open = caxton;
        if (open != null) {
            open.close();
        }
    }
}
