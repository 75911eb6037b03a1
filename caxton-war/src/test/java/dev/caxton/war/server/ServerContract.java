package dev.caxton.war.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.Caxton;
import dev.caxton.api.CaxtonContract;
import dev.caxton.client.HttpCaxton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract, kept by the client over HTTP with the WAR in a server that was set up by the commands of its page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerContract extends CaxtonContract {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String page;
    private final Map<Integer, Integer> ports;
    private final int port;
    private final Path directory;
    private final Path data;
    private final boolean inForeground;
    private HowTo howTo;
    private Caxton caxton;

    /**
     * A server.
     *
     * @param page name of its page
     * @param ports ports that the page writes, and those to use
     * @param httpPort the port that the page writes for HTTP
     * @param data where the page puts the data, relative to where it is followed
     * @param inForeground whether the page deploys first and then starts a server that it puts into the background itself
     */
    ServerContract(String page, Map<Integer, Integer> ports, int httpPort, String data, boolean inForeground) {
        this.page = page;
        this.ports = ports;
        this.port = ports.get(httpPort);
        this.directory = Path.of("target", "servers", page).toAbsolutePath();
        this.data = directory.resolve(data);
        this.inForeground = inForeground;
    }

    /** Removes what an earlier run has left. */
    abstract void clean(Path directory);

    @BeforeAll
    void start() throws Exception {
        clean(directory);
        Trees.delete(data);
        Path war = directory.resolve("caxton.war");
        Files.deleteIfExists(war);
        Files.createSymbolicLink(war, CaxtonWar.file());
        howTo = new HowTo(page, directory, ports, Map.of("JAVA_HOME", System.getProperty("java.home")));
        howTo.run("configure");
        if (inForeground) {
            howTo.run("deploy");
            howTo.start("start");
        } else {
            howTo.run("start");
            howTo.run("deploy");
        }
        caxton = HttpCaxton.connect(URI.create("http://localhost:" + port + "/caxton"));
        Eventually.holds("Caxton serves", PATIENCE, () -> CaxtonWar.answers(port));
    }

    @AfterAll
    void stop() throws Exception {
        if (caxton != null) {
            caxton.close();
        }
        howTo.run("stop");
    }

    @Test
    void asksAsThePageSays() throws Exception {
        assertThat(howTo.run("ask")).contains("\"status\":\"healthy\"", "\"name\":\"caxton-serves\"", "[");
    }

    @Override
    public Caxton caxton() {
        return caxton;
    }

    @Override
    public Path agentsDirectory() {
        return data.resolveSibling("agents");
    }
}
