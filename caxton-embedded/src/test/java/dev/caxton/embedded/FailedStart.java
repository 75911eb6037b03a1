package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A start that is meant to fail.
 *
 * @param exit exit code
 * @param out standard output
 * @param err standard error
 */
record FailedStart(int exit, String out, String err) {

    private static final int PATIENCE_SECONDS = 300;

    /** Runs {@code caxton start} in a directory, with the words after it, and waits for its end. */
    static FailedStart of(Path directory, String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        List<String> command = new ArrayList<>(ServerUnderTest.java());
        command.add("start");
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAXTON_"));
        Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the start neither failed nor ended:\n" + Files.readString(err));
        }
        return new FailedStart(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Holds it to have ended as a user can understand, with these words in its one message. */
    FailedStart says(ExitCode code, String... words) {
        assertThat(exit).as(err).isEqualTo(code.code());
        assertThat(out).isEmpty();
        assertThat(err).doesNotContain("Exception", "\tat ", "ERROR", "has stopped");
        assertThat(err.lines().filter(line -> line.startsWith("caxton: ")))
                .as(err)
                .hasSize(1);
        assertThat(message()).contains(words);
        return this;
    }

    /** The message with its lines of detail, without the log before it. */
    String message() {
        return err.substring(Math.max(0, err.indexOf("caxton: ")));
    }
}
