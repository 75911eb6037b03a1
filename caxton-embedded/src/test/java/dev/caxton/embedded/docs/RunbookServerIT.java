package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.port.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the runbooks that start and stop servers, or that work without one. */
class RunbookServerIT {

    @TempDir
    Path directory;

    private Operator operator;
    private int port;

    @BeforeEach
    void initialise() throws Exception {
        operator = new Operator(directory);
        port = FreePorts.next();
        assertThat(operator.types("caxton init --data-dir ./data --agents-dir ./agents")
                        .succeeded()
                        .out())
                .contains("agents", "data", "caxton.yaml");
    }

    @Test
    void startsWhereItWasInitialisedAndStopsGracefully() throws Exception {
        try (ServerProcess server = start("caxton start --port " + port + " --data-dir ./data --metrics-port 0")) {
            operator.types("caxton status --production-ready").succeeded();
            operator.types("caxton health-check --comprehensive --timeout 60s").succeeded();
            operator.types("caxton shutdown --graceful --timeout 30s").succeeded();
            assertThat(server.exitCode()).isZero();
        }
        Operator.Outcome down = operator.types("caxton status");
        assertThat(down.code()).isEqualTo(3);
        assertThat(down.out()).contains("down").doesNotContain("healthy");
    }

    @Test
    void startsWithTheConfigurationOfTheWorkingDirectory() throws Exception {
        Files.writeString(directory.resolve("caxton.yaml"), configuration());
        try (ServerProcess server = start("caxton start")) {
            operator.types("caxton agents list").succeeded();
            operator.types("caxton shutdown --immediate").succeeded();
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void startsWithANamedConfiguration() throws Exception {
        Path named = Files.writeString(directory.resolve("named.yaml"), configuration());
        try (ServerProcess server = start("caxton start --config " + named)) {
            operator.types("caxton shutdown").succeeded();
            assertThat(server.exitCode()).isZero();
        }
        operator.with("CAXTON_CONFIG", named.toString())
                .with("CAXTON_DATA_DIR", directory.resolve("data").toString())
                .with("CAXTON_AGENTS_DIR", directory.resolve("agents").toString());
        try (ServerProcess server =
                start("caxton server start --config ${CAXTON_CONFIG} --data-dir ${CAXTON_DATA_DIR}")) {
            operator.types("caxton shutdown").succeeded();
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void startsWithTheProductionConfigurationOfRunbook003AndAsksStrangersForAKey() throws Exception {
        operator.types(RunbookScripts.read("003-production-configuration.sh")
                        .replace("8080", String.valueOf(port))
                        .replace("9090", String.valueOf(FreePorts.next()))
                        // after the ports, since the name of a temporary directory may contain any number
                        .replace("/var/lib/caxton", directory.toString())
                        .replace("/var/log/caxton", directory.toString()))
                .succeeded();
        Path log = directory.resolve("caxton.log");
        try (ServerProcess server = ServerProcess.start(operator, "caxton start --config caxton.yaml", port, log)) {
            assertThat(operator.types("curl -s -o /dev/null -w '%{http_code}' localhost:" + port + "/api/v1/agents")
                            .out())
                    .isEqualTo("401");
            operator.types("curl -fsS localhost:" + port + "/api/v1/health").succeeded();
            assertThat(operator.types("caxton agents list").succeeded().out()).contains("Greeter");
            operator.types("caxton shutdown").succeeded();
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void servesMetricsOnAPortOfTheirOwn() throws Exception {
        int metrics = FreePorts.next();
        try (ServerProcess server = start("caxton start --port " + port + " --metrics-port " + metrics)) {
            String prefixes = "caxton_server_ caxton_memory_ caxton_agent_";
            for (String prefix : prefixes.split(" ")) {
                operator.types("curl -s localhost:" + metrics + "/metrics | grep " + prefix)
                        .succeeded();
            }
            assertThat(server.log()).contains("Caxton listens on");
        }
    }

    @Test
    void runsAsAServiceInTheBackground() throws Exception {
        Files.writeString(directory.resolve("caxton.yaml"), configuration());

        operator.types("caxton service start").succeeded();
        try {
            assertThat(operator.types("caxton service status").succeeded().out())
                    .contains("running");
            assertThat(operator.types("caxton agents list").succeeded().out()).contains("Greeter");
        } finally {
            operator.types("caxton service stop").succeeded();
        }
        assertThat(operator.types("caxton service status").code()).isNotZero();
    }

    @Test
    void validatesAgentFilesWithoutAServer() throws Exception {
        Files.writeString(
                directory.resolve("agents/data-analyzer.toml"),
                RunbookScripts.read("002-deploy-toml.sh")
                        .lines()
                        .dropWhile(line -> !line.startsWith("name = "))
                        .takeWhile(line -> !line.equals("EOF"))
                        .collect(java.util.stream.Collectors.joining("\n")));

        for (String command : new String[] {"validate", "validate-schema"}) {
            assertThat(operator.types("caxton agents " + command + " agents/data-analyzer.toml")
                            .succeeded()
                            .out())
                    .startsWith("OK ");
        }
        operator.types("caxton agents validate-all").succeeded();
        Files.writeString(directory.resolve("agents/broken.md"), "---\nname: [\n");
        assertThat(operator.types("caxton agents validate agents/broken.md").code())
                .isEqualTo(1);
        assertThat(operator.types("caxton agents validate-all").code()).isEqualTo(1);
    }

    private ServerProcess start(String command) throws Exception {
        return ServerProcess.start(operator, command, port);
    }

    private String configuration() {
        return "server:\n  port: " + port
                + "\n  data_dir: data\n  agents_dir: agents\nmonitoring:\n  metrics_port: 0\n";
    }
}
