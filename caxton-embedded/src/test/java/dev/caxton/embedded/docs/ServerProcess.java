package dev.caxton.embedded.docs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that an {@link Operator} started and left running. */
final class ServerProcess implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Runs the command and waits as long as a person would before typing on: until the server is healthy, has said where
     * it listens, and has loaded its embedding model.
     */
    static ServerProcess start(Operator operator, String command, int port) throws IOException, InterruptedException {
        return start(operator, command, port, null);
    }

    /** As above, where the server writes its log into a file of its own. */
    static ServerProcess start(Operator operator, String command, int port, @Nullable Path ownLog)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(operator.directory(), "server", ".log");
        ServerProcess server =
                new ServerProcess(operator.leavesRunning(command, output), ownLog == null ? output : ownLog);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!healthy(port) || !server.says("Caxton listens on") || !server.says("embedding model loaded")) {
            if (System.nanoTime() > deadline || server.process.waitFor(50, TimeUnit.MILLISECONDS)) {
                server.close();
                throw new AssertionError("the server did not become healthy:\n" + server.log());
            }
        }
        return server;
    }

    /** Waits for the end of the process that somebody told to stop. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not end");
        }
        return process.exitValue();
    }

    private boolean says(String words) throws IOException {
        return log().contains(words);
    }

    String log() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private static boolean healthy(int port) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI health = URI.create("http://127.0.0.1:" + port + "/api/v1/health");
            return client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
