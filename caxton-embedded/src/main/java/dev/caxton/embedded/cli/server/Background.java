package dev.caxton.embedded.cli.server;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ServerState;
import dev.caxton.embedded.cli.Await;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.RunningServer;
import dev.caxton.wire.ServerAddress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server in the background, known by the note in its data directory. */
final class Background {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    /** What a stopping server gets beyond the time for requests in flight, to close its databases. */
    private static final Duration CLOSING = Duration.ofSeconds(60);

    private Background() {}

    /** Starts a server and waits until it answers. */
    static ExitCode start(Invocation invocation) {
        Output output = invocation.output();
        Path dataDir = invocation.door().dataDir();
        ServerAddress running = RunningServer.on(dataDir);
        if (running != null) {
            output.say("A server runs already: pid " + running.pid() + ", " + running.url());
            return ExitCode.OK;
        }
        Path log = dataDir.resolve("service.log");
        Process process = spawn(invocation, dataDir, log);
        boolean answered = Await.until(
                invocation.duration("--timeout", START_LIMIT), () -> !process.isAlive() || serves(invocation, dataDir));
        ServerAddress note = RunningServer.on(dataDir);
        if (!answered || note == null || !process.isAlive()) {
            output.complain("The server "
                    + (process.isAlive() ? "does not answer yet" : "ended with exit code " + process.exitValue())
                    + "; its log is " + log);
            return ExitCode.FAILED;
        }
        output.say("Started: pid " + note.pid() + ", " + note.url() + ", log " + log);
        return ExitCode.OK;
    }

    /** Stops the server of the data directory and waits until it is gone. */
    static ExitCode stop(Invocation invocation) {
        Output output = invocation.output();
        ServerAddress note = RunningServer.on(invocation.door().dataDir());
        if (note == null) {
            output.say("No server runs on " + invocation.door().dataDir() + ".");
            return ExitCode.OK;
        }
        Duration patience = invocation.duration("--timeout", STOP_LIMIT);
        try (Caxton caxton = client(invocation, note)) {
            caxton.ops().shutdown(patience);
        } catch (CaxtonException e) {
            // One that does not take the request is asked as the system asks, with TERM.
            output.say("The server does not take a shutdown request (" + e.getMessage() + "); it gets the signal.");
            ProcessHandle.of(note.pid()).ifPresent(ProcessHandle::destroy);
        }
        if (!Await.until(patience.plus(CLOSING), () -> !note.isAlive())) {
            output.complain("The server with pid " + note.pid() + " is still there after "
                    + patience.plus(CLOSING).toSeconds() + "s");
            return ExitCode.FAILED;
        }
        output.say("Stopped.");
        return ExitCode.OK;
    }

    private static boolean serves(Invocation invocation, Path dataDir) {
        ServerAddress note = RunningServer.on(dataDir);
        if (note == null) {
            return false;
        }
        try (Caxton caxton = invocation.door().open(note, null, REQUEST_LIMIT)) {
            return caxton.ops().health().status() != ServerState.STARTING;
        } catch (CaxtonException e) {
            // A server that has just begun to listen may refuse; the wait goes on.
            return false;
        }
    }

    private static Caxton client(Invocation invocation, ServerAddress note) {
        String key = invocation.surroundings().variable("CAXTON_API_KEY");
        return invocation.door().open(note, key.isEmpty() ? null : key, REQUEST_LIMIT);
    }

    private static Process spawn(Invocation invocation, Path dataDir, Path log) {
        List<String> words = new ArrayList<>(program());
        words.addAll(List.of("server", "start"));
        words.addAll(Settings.asOptions(invocation));
        if (!invocation.has("--data-dir")) {
            words.addAll(List.of("--data-dir", dataDir.toString()));
        }
        try {
            Files.createDirectories(dataDir);
            return new ProcessBuilder(words)
                    .directory(invocation.surroundings().workingDirectory().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw CaxtonException.of(
                    dev.caxton.api.Problem.of(
                            ProblemType.INTERNAL_ERROR,
                            "The server cannot be started: " + e.getMessage(),
                            "Start it in this terminal with 'caxton start' to see more."),
                    e);
        }
    }

    /** This program: through its launcher where there is one, in a session of its own where the system can do that. */
    private static List<String> program() {
        List<String> words = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            words.add(setsid.toString());
        }
        String launcher = System.getProperty("caxton.launcher");
        if (launcher != null) {
            words.add(launcher);
            return words;
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        words.addAll(List.of("-cp", classPath(), "dev.caxton.embedded.cli.CaxtonCommand"));
        return words;
    }

    private static String classPath() {
        @Nullable String path = System.getProperty("java.class.path");
        return path == null ? "" : path;
    }
}
