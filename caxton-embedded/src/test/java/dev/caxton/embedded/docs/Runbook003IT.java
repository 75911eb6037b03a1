package dev.caxton.embedded.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.caxton.port.FreePorts;
import dev.caxton.wire.WireJson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bootstrap and the first deployment of runbook 003, typed as they are written. */
class Runbook003IT {

    private static final String CSV = """
        region,units,price
        north,10,2.5
        south,20,3.5
        east,30,4.5
        west,40,5.5
        """;

    @TempDir
    Path directory;

    @Test
    void bootstrapsAsWritten() throws Exception {
        Operator operator = new Operator(directory);
        int port = FreePorts.next();
        List<String> commands = commands("003-bootstrap.sh", port);
        int start = indexOf(commands, "caxton start");

        for (String before : commands.subList(0, start)) {
            operator.types(before).succeeded();
        }
        try (ServerProcess server = ServerProcess.start(operator, commands.get(start) + " --metrics-port 0", port)) {
            List<String> after = commands.subList(start + 1, commands.size());
            assertThat(operator.types(after.getFirst()).succeeded().out())
                    .contains("\"status\":\"healthy\"", "\"memory_backend\":\"embedded\"");
            for (String command : after.subList(1, after.size() - 1)) {
                operator.types(command).succeeded();
            }
            assertThat(operator.types(after.getLast()).succeeded().out())
                    .containsPattern("Greeter +greeter +config +running");
            assertThat(operator.types("caxton agents message greeter 'Hello, who are you?'")
                            .succeeded()
                            .out())
                    .contains("I help welcome users to Caxton!");
            assertThat(operator.types("caxton shutdown").succeeded().code()).isEqualTo(server.exitCode());
        }
    }

    @Test
    void deploysTheDataAnalyzerAsWrittenAndFailsTruthfullyWhereNothingCanBeReached() throws Exception {
        Operator operator = new Operator(directory);
        int port = FreePorts.next();
        operator.types("caxton init --data-dir ./data --agents-dir ./agents").succeeded();
        try (ServerProcess server = ServerProcess.start(operator, start(port), port)) {
            List<String> commands = commands("003-deploy-config-agent.sh", port);
            for (String command : commands.subList(0, commands.size() - 1)) {
                operator.types(command).succeeded();
            }
            // A name that never resolves, in place of one that depends on where the test runs.
            String message = commands.getLast().replace("example.com", "example.invalid");
            JsonNode answer = WireJson.mapper()
                    .readTree(operator.types(message).succeeded().out());

            assertThat(answer.path("reply").path("performative").asText()).isEqualTo("failure");
            assertThat(answer.path("reply").path("content").asText()).contains("example.invalid", "Failed");
            assertThat(answer.path("tools_used").toString()).isEqualTo("[\"http_client\"]");
            assertThat(server.log()).contains("data-analyzer");
        }
    }

    @Test
    void dataAnalyzerFetchesAndAnalysesATableThatItMayReach() throws Exception {
        Operator operator = new Operator(directory);
        int port = FreePorts.next();
        HttpServer tables = tables();
        operator.types("caxton init --data-dir ./data --agents-dir ./agents").succeeded();
        String allowed = start(port) + " --override tools.http_client.allow_private_addresses=true";
        try (ServerProcess server = ServerProcess.start(operator, allowed, port)) {
            List<String> commands = commands("003-deploy-config-agent.sh", port);
            for (String command : commands.subList(0, commands.size() - 1)) {
                operator.types(command).succeeded();
            }
            String local = "http://127.0.0.1:" + tables.getAddress().getPort() + "/data.csv";
            String message = commands.getLast().replace("example.com/data.csv", local);
            JsonNode answer = WireJson.mapper()
                    .readTree(operator.types(message).succeeded().out());

            assertThat(answer.path("reply").path("performative").asText()).isEqualTo("inform");
            assertThat(answer.path("reply").path("content").asText())
                    .contains("4 rows and 3 columns", "units (number): min 10, max 40, mean 25", "mean 4,", local);
            assertThat(answer.path("tools_used").toString()).isEqualTo("[\"http_client\",\"csv_parser\"]");
            assertThat(answer.path("provider").asText()).isEqualTo("embedded");
            assertThat(server.log()).doesNotContain(CSV.substring(0, 18));
        } finally {
            tables.stop(0);
        }
    }

    @Test
    void privateAddressesAreRefusedUnlessTheyAreAllowed() throws Exception {
        Operator operator = new Operator(directory);
        int port = FreePorts.next();
        HttpServer tables = tables();
        operator.types("caxton init --data-dir ./data --agents-dir ./agents").succeeded();
        try (ServerProcess server = ServerProcess.start(operator, start(port), port)) {
            List<String> commands = commands("003-deploy-config-agent.sh", port);
            operator.types(commands.getFirst()).succeeded();
            operator.types(commands.get(1)).succeeded();
            String local = "http://127.0.0.1:" + tables.getAddress().getPort() + "/data.csv";

            JsonNode answer = WireJson.mapper()
                    .readTree(operator.types(commands.getLast().replace("example.com/data.csv", local))
                            .succeeded()
                            .out());

            assertThat(answer.path("reply").path("performative").asText()).isEqualTo("failure");
            assertThat(answer.path("reply").path("content").asText())
                    .contains("tools.http_client.allow_private_addresses");
            assertThat(server.log()).isNotEmpty();
        } finally {
            tables.stop(0);
        }
    }

    private static String start(int port) {
        return "caxton start --port " + port + " --data-dir ./data --metrics-port 0";
    }

    private static List<String> commands(String script, int port) {
        return ShellText.statements(RunbookScripts.read(script).replace("8080", String.valueOf(port))).stream()
                .map(ShellText.Statement::text)
                .toList();
    }

    private static int indexOf(List<String> commands, String start) {
        return commands.indexOf(commands.stream()
                .filter(command -> command.startsWith(start))
                .findFirst()
                .orElseThrow());
    }

    private static HttpServer tables() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/data.csv", exchange -> {
            byte[] table = CSV.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.sendResponseHeaders(200, table.length);
            exchange.getResponseBody().write(table);
            exchange.close();
        });
        server.start();
        return server;
    }
}
