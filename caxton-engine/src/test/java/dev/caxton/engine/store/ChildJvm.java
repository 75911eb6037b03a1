package dev.caxton.engine.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Another process with this class path; killed on close.
 *
 * <p>Its lines begin with '>', which tells them from its log, and end in ';', which tells them from half a line.
 */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final PrintWriter commands;

    public ChildJvm(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    }

    long pid() {
        return process.pid();
    }

    void tell(String command) {
        commands.println(command);
    }

    /** The next whole line without its end; null where the process has ended. */
    @Nullable
    public String line() {
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith(">")) {
                line = lines.readLine();
            }
            return line == null || !line.endsWith(";") ? null : line.substring(1, line.length() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says a line; for the child. */
    public static void say(String line) {
        System.out.println(">" + line + ";");
    }

    /** As if the machine's power were cut, for the process alone. */
    public void kill() {
        // Not process.destroyForcibly(), which also closes the stream with what the process had said.
        process.toHandle().destroyForcibly();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        lines.close();
    }
}
