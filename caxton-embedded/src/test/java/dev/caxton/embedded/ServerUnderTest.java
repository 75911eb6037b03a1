package dev.caxton.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.Caxton;
import dev.caxton.client.HttpCaxton;
import dev.caxton.client.HttpCaxtonOptions;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, as a user starts it, from the packaged jar. */
public final class ServerUnderTest implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);

    private final Process process;
    private final Path directory;
    private final URI url;

    private ServerUnderTest(Process process, Path directory, URI url) {
        this.process = process;
        this.directory = directory;
        this.url = url;
    }

    /** Starts a server on free ports with its data and agents below a directory, and waits until it is healthy. */
    public static ServerUnderTest start(Path directory, String... options) throws IOException, InterruptedException {
        return start(directory, Map.of(), options);
    }

    /** As {@link #start(Path, String...)}, with environment variables. */
    static ServerUnderTest start(Path directory, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        Path log = directory.resolve("server.log");
        Process process = launch(directory, log, environment, options);
        Path address = directory.resolve("data/server.json");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline && process.isAlive()) {
            URI url = addressOf(address, process.pid());
            if (url != null && healthy(url)) {
                return new ServerUnderTest(process, directory, url);
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the server did not become healthy:\n" + Files.readString(log));
    }

    /** Starts a server and does not wait for it. */
    static Process launch(Path directory, Path log, String... options) throws IOException {
        return launch(directory, log, Map.of(), options);
    }

    private static Process launch(Path directory, Path log, Map<String, String> environment, String... options)
            throws IOException {
        Files.createDirectories(directory.resolve("agents"));
        List<String> command = new ArrayList<>(hearingHup());
        command.addAll(java());
        command.addAll(List.of(
                "start",
                "--port",
                "0",
                "--metrics-port",
                "0",
                "--data-dir",
                directory.resolve("data").toString(),
                "--agents-dir",
                directory.resolve("agents").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAXTON_"));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Under nohup a JVM never hears of SIGHUP, as it should be; what tests start is to hear it all the same. */
    public static List<String> hearingHup() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return List.of();
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> line.matches(".*[13579bdf]")) // bit 0 is signal 1
                ? List.of("env", "--default-signal=HUP")
                : List.of();
    }

    /** The command line up to the jar. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-jar",
                jar().toString());
    }

    public static Path jar() {
        Path jar = Path.of("target", "caxton-embedded.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run this test with 'mvn verify'");
        }
        return jar;
    }

    public URI url() {
        return url;
    }

    public Process process() {
        return process;
    }

    public Path agents() {
        return directory.resolve("agents");
    }

    public Path data() {
        return directory.resolve("data");
    }

    public String log() throws IOException {
        return Files.readString(directory.resolve("server.log"), StandardCharsets.UTF_8);
    }

    public Caxton client() {
        return HttpCaxton.connect(HttpCaxtonOptions.of(url));
    }

    /** As {@code kill -9}: no hook of the process runs. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As {@code kill -TERM}; returns the exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not end within three minutes of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private static URI addressOf(Path file, long pid) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        JsonNode address;
        try {
            address = WireJson.mapper().readTree(Files.readString(file));
        } catch (com.fasterxml.jackson.core.JsonProcessingException | java.nio.file.NoSuchFileException e) {
            return null;
        }
        return address.path("pid").asLong() == pid
                ? URI.create(address.path("url").asText())
                : null;
    }

    private static boolean healthy(URI url) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve("/api/v1/health")).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
