package dev.caxton.embedded.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that was run in this process, with what it wrote. */
record Ran(int code, String out, String err) {

    /** Runs a command line. */
    static Ran of(LocalEngine engine, Path directory, Map<String, String> environment, String input, String... words) {
        return of(engine, directory, environment, input, false, words);
    }

    /** Runs a command line where somebody can be asked. */
    static Ran asked(
            LocalEngine engine, Path directory, Map<String, String> environment, String input, String... words) {
        return of(engine, directory, environment, input, true, words);
    }

    private static Ran of(
            LocalEngine engine,
            Path directory,
            Map<String, String> environment,
            String input,
            boolean interactive,
            String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                directory,
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                interactive);
        int code = new CaxtonCommand(surroundings, engine).run(List.of(words)).code();
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
