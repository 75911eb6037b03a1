package dev.caxton.war.server;

import dev.caxton.port.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** WildFly, installed and started and stopped as {@code docs/how-to/wildfly.md} says. */
final class RunningWildFly {

    static final Duration PATIENCE = Duration.ofSeconds(600);

    /** More than WildFly keeps waiting for requests. */
    private static final int REQUESTS_AT_ONCE = 64;

    /**
     * No C2: it compiles the loops of WildFly's idle threads together with the application's code that they called, and such a
     * loop, in which a thread rests, keeps the classes of that application for as long as the thread rests in it.
     */
    private static final String COMPILER = "-XX:TieredStopAtLevel=1";

    private final HowTo page;
    private final Path home;
    private final int port;
    private Process shell;

    private RunningWildFly(HowTo page, Path home, int port, Process shell) {
        this.page = page;
        this.home = home;
        this.port = port;
        this.shell = shell;
    }

    /** Installs WildFly and the WAR into a directory and starts them. */
    static RunningWildFly start(Path directory) throws Exception {
        return start(directory, Path.of(System.getProperty("java.home")));
    }

    /** The same, on another JDK. */
    static RunningWildFly start(Path directory, Path javaHome) throws Exception {
        Path home = directory.resolve(CaxtonWar.wildfly().getFileName());
        // Without what changes while another test's WildFly runs there.
        Trees.copy(
                CaxtonWar.wildfly(),
                home,
                "standalone/data",
                "standalone/log",
                "standalone/tmp",
                "standalone/configuration/standalone_xml_history");
        Files.setPosixFilePermissions(
                Files.createDirectories(home.resolve("standalone/tmp/auth")),
                PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(directory.resolve("caxton.war"), CaxtonWar.file());
        // The how-to page deploys by copying a file, which WildFly looks for every five seconds.
        Path configuration = home.resolve("standalone/configuration/standalone.xml");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace("scan-interval=\"5000\"", "scan-interval=\"200\"")
                        // as it is downloaded; the page sets it
                        .replace(" max-post-size=\"0\"", "")
                        // whichever is free; no application is deployed where it is taken
                        .replace("${jboss.https.port:8443}", "0"));
        int offset = FreePorts.offset(List.of(8080, 9990));
        HowTo page = new HowTo(
                "wildfly",
                directory,
                Map.of(8080, 8080 + offset, 9990, 9990 + offset),
                Map.of("JAVA_HOME", javaHome.toString(), "JAVA_TOOL_OPTIONS", COMPILER));
        page.run("configure");
        RunningWildFly server = new RunningWildFly(page, home, 8080 + offset, page.start("start"));
        Eventually.holds("WildFly answers", PATIENCE, () -> server.get("").contains("WildFly"));
        server.disturbIdleThreads();
        page.run("deploy");
        return server;
    }

    /** Starts one anew that was stopped. */
    static RunningWildFly again(RunningWildFly stopped) throws IOException {
        return new RunningWildFly(stopped.page, stopped.home, stopped.port, stopped.page.start("start"));
    }

    URI address() {
        return URI.create("http://localhost:" + port + "/caxton/");
    }

    long pid() {
        return shell.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("WildFly does not run"))
                .pid();
    }

    WatchedProcess process() {
        return new WatchedProcess(pid());
    }

    /** Waits for the WAR to be deployed and its model to be loaded. */
    void awaitReady() throws Exception {
        Eventually.holds("Caxton is deployed and its model loaded", PATIENCE, () -> {
            if (!shell.isAlive()) {
                throw new AssertionError("WildFly ended:\n" + page.output("start"));
            }
            return Files.exists(marker("caxton.war", "deployed"))
                    && get("caxton/api/v1/health/detailed").contains("\"embedding_model\":\"loaded\"");
        });
    }

    void deploy() throws Exception {
        page.run("deploy");
        awaitReady();
    }

    void undeploy() throws Exception {
        page.run("undeploy");
        Eventually.holds("Caxton is undeployed", PATIENCE, () -> Files.exists(marker("caxton.war", "undeployed")));
        Files.delete(marker("caxton.war", "undeployed"));
    }

    void redeploy() throws Exception {
        Files.delete(marker("caxton.war", "deployed"));
        Eventually.holds("Caxton is undeployed", PATIENCE, () -> Files.exists(marker("caxton.war", "undeployed")));
        Files.delete(marker("caxton.war", "undeployed"));
        page.run("redeploy");
        awaitReady();
    }

    /** Unpacks the deployed WAR in its place, which WildFly deploys again in half the time, or packs it again. */
    void unpack(boolean unpacked) throws Exception {
        undeploy();
        Path war = home.resolve("standalone/deployments/caxton.war");
        if (unpacked) {
            Files.delete(war);
            Trees.unzip(CaxtonWar.file(), war);
            page.run("redeploy");
            awaitReady();
        } else {
            Trees.delete(war);
            deploy();
        }
    }

    /** Deploys the WAR a second time, under another name, and returns what WildFly says of its failure. */
    String deployRefused(String name) throws Exception {
        Files.copy(CaxtonWar.file(), home.resolve("standalone/deployments").resolve(name));
        String failure = refusal(name);
        Files.delete(home.resolve("standalone/deployments").resolve(name));
        Eventually.holds(name + " is gone", PATIENCE, () -> !Files.exists(marker(name, "failed")));
        return failure;
    }

    /** What WildFly says of a WAR that it does not deploy. */
    String refusal(String name) throws Exception {
        Eventually.holds(name + " is refused", PATIENCE, () -> Files.exists(marker(name, "failed")));
        return Files.readString(marker(name, "failed"));
    }

    /**
     * Asks WildFly for something else, many times at once. Before the first deployment this makes its threads, each of which
     * holds the application whose request it was made for, for as long as it lives.
     */
    void disturbIdleThreads() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                    .build();
            CompletableFuture.allOf(IntStream.range(0, REQUESTS_AT_ONCE)
                            .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    List<String> runtimeFiles() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("standalone/data/caxton/data/runtime"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    String log() throws IOException {
        return page.output("start");
    }

    Path marker(String war, String state) {
        return home.resolve("standalone/deployments").resolve(war + "." + state);
    }

    void stop() throws Exception {
        page.run("stop");
        if (!shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            throw new AssertionError("WildFly does not stop:\n" + page.output("start"));
        }
    }

    private String get(String path) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }
}
