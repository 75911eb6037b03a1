package dev.caxton.embedded.install;

import dev.caxton.embedded.ServerUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A server that was started by a shell command, in the foreground of a process of its own. */
final class RunningServer implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);

    private final Process process;
    private final Path output;
    private final int port;

    private RunningServer(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts it and waits until it is healthy. */
    static RunningServer start(Path directory, Map<String, String> environment, String command, int port)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        String hearing =
                ServerUnderTest.hearingHup().stream().map(word -> word + " ").collect(Collectors.joining());
        Process process = Script.builder(directory, environment, "exec " + hearing + command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        RunningServer server = new RunningServer(process, output, port);
        try {
            server.await(() -> server.healthy() || !process.isAlive(), "health");
            if (!process.isAlive()) {
                throw new AssertionError("'" + command + "' ended:\n" + server.output());
            }
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    long pid() {
        return process.pid();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it wrote to standard output and error. */
    String output() throws IOException {
        return Files.readString(output);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(url().resolve(path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Waits for a condition, for at most five minutes. */
    void await(BooleanSupplier condition, String what) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + "; the server wrote:\n" + output());
            }
            process.waitFor(50, TimeUnit.MILLISECONDS); // between two looks at the condition
        }
    }

    /** Waits for the end of the process that somebody told to stop. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not end");
        }
        return process.exitValue();
    }

    /** As {@code kill -TERM}; the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    private boolean healthy() {
        try {
            return get("/api/v1/health").statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
