package dev.caxton.war.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.ops.ModelState;
import dev.caxton.client.HttpCaxton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the WAR comes and goes in WildFly, by the commands of {@code docs/how-to/wildfly.md}. */
class WildFlyLifecycleIT {

    private static final int REDEPLOYMENTS = 20;

    private static final String AGENT = """
        ---
        name: keeper
        version: 1.0.0
        description: Keeps what it is told.
        capabilities: [keeping]
        system_prompt: You keep.
        ---
        Hello! I keep things.
        """;

    @TempDir
    static Path directory;

    private static RunningWildFly server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningWildFly.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @BeforeEach
    void isDeployed() throws Exception {
        server.awaitReady();
    }

    @Test
    void dataStayAcrossUndeploymentAndRestart() throws Exception {
        String entity;
        try (Caxton caxton = client()) {
            caxton.agents().deploy(new AgentFile("keeper.md", AgentFileFormat.MARKDOWN, AGENT));
            entity = caxton.memory()
                    .createEntity(new NewEntity("keeper", "Elbe", "river", List.of("flows to the sea"), null, Map.of()))
                    .entityId();
        }

        server.undeploy();
        server.deploy();
        try (Caxton caxton = client()) {
            assertThat(caxton.memory().entity(entity).observations().toString()).contains("flows to the sea");
        }

        server.stop();
        server = RunningWildFly.again(server);
        server.awaitReady();
        try (Caxton caxton = client()) {
            assertThat(caxton.memory().entity(entity).observations().toString()).contains("flows to the sea");
            assertThat(caxton.agents().list(AgentFilter.ALL))
                    .extracting(agent -> agent.slug())
                    .contains("keeper");
            caxton.agents().remove(AgentRef.of("keeper"));
        }
    }

    @Test
    void redeployingLeaksNothing() throws Exception {
        server.unpack(true);
        try {
            redeployAndCount();
        } finally {
            server.unpack(false);
        }
    }

    private static void redeployAndCount() throws Exception {
        WatchedProcess process = server.process();
        exercise();
        TreeMap<String, Long> threads = process.threads("caxton");
        List<String> data = dataFiles(process);
        int descriptors = process.descriptors("").size();

        for (int i = 0; i < REDEPLOYMENTS; i++) {
            server.redeploy();
            exercise();
        }

        // A thread of the server that was made for a request of an application holds it until it has been idle for a
        // while.
        Eventually.holds(
                "one class loader of the application, one copy of each library", RunningWildFly.PATIENCE, () -> {
                    server.disturbIdleThreads();
                    process.collect();
                    return process.classLoaders("deployment.caxton.war") == 1
                            && process.mappings("native-sqlite").size() == 1;
                });
        assertThat(process.classLoaders("caxton-encoder")).isEqualTo(1);
        assertThat(process.classLoaders("caxton-onnxruntime")).isEqualTo(1);
        assertThat(process.mappings("libonnxruntime.so")).hasSize(1);
        assertThat(process.mappings("libonnxruntime4j_jni")).hasSize(1);
        // Those that end when they are idle may be fewer, and take their time to end.
        Eventually.holds(
                "no other threads than before",
                RunningWildFly.PATIENCE,
                () -> threads.entrySet().containsAll(process.threads("caxton").entrySet()));
        Eventually.holds(
                "the same files are open",
                RunningWildFly.PATIENCE,
                () -> dataFiles(process).equals(data));
        Eventually.holds(
                "about as many descriptors as before",
                RunningWildFly.PATIENCE,
                () -> process.descriptors("").size() <= descriptors + REDEPLOYMENTS / 2);
        assertThat(server.runtimeFiles()).noneMatch(name -> name.startsWith("copy-") || name.endsWith(".tmp"));
    }

    @Test
    void secondWarOnTheSameDataIsRefusedAndTheFirstGoesOn() throws Exception {
        String failure = server.deployRefused("caxton-two.war");

        assertThat(failure)
                .contains("Caxton does not start: DATA_DIRECTORY_IN_USE: Data directory ")
                .contains("standalone/data/caxton/data is in use by process " + server.pid())
                .contains("by deployment.caxton.war")
                .contains("or choose another data directory");
        exercise();
    }

    /** What is open of the data, each database once: it has as many readers as were needed at once. */
    private static List<String> dataFiles(WatchedProcess process) throws IOException {
        return process.descriptors("caxton/data").stream()
                .filter(name -> !name.endsWith(".db") && !name.endsWith(".db-wal"))
                .toList();
    }

    /** Uses what could leave something behind: JSON, both databases, the model, threads and a stream. */
    private static void exercise() throws IOException {
        try (Caxton caxton = client()) {
            caxton.agents().deploy(new AgentFile("keeper.md", AgentFileFormat.MARKDOWN, AGENT));
            caxton.messages().ask(AgentRef.of("keeper"), AgentRequest.of("Hello!"), part -> {});
            assertThat(caxton.memory().status().modelState()).isEqualTo(ModelState.LOADED);
            caxton.memory()
                    .createEntity(
                            new NewEntity("keeper", "Elbe", "river", List.of("flows to the sea"), null, Map.of()));
            assertThat(caxton.memory().search(MemoryQuery.of("keeper", "water")).toString())
                    .contains("Elbe");
            assertThat(caxton.ops().metrics()).contains("caxton_");
            caxton.agents().remove(AgentRef.of("keeper"));
        }
    }

    private static Caxton client() {
        return HttpCaxton.connect(server.address());
    }
}
