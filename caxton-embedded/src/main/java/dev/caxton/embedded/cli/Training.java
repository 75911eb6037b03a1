package dev.caxton.embedded.cli;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.ServerState;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.wire.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Runs usual commands against canned answers, so that a JVM that writes an ahead-of-time cache sees what they load. The
 * launcher does that once for each build; nothing of it is seen by users.
 */
final class Training {

    private static final List<String> COMMANDS = List.of(
            "agents list",
            "agents list --json",
            "agents list --names-only",
            "agents list --count",
            "agents status greeter",
            "agents status greeter --json",
            "agents show nobody",
            "agents lst",
            "memory status",
            "tools list",
            "status",
            "health-check");

    private Training() {}

    static void run(LocalEngine engine) {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().name("caxton-training").start(() -> answer(server));
            Surroundings surroundings = new Surroundings(
                    Path.of("").toAbsolutePath(),
                    Map.of("CAXTON_URL", "http://127.0.0.1:" + server.getLocalPort()),
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream(),
                    false);
            for (String command : COMMANDS) {
                // Only what is loaded matters here, not what comes of it.
                var unused = new CaxtonCommand(surroundings, engine).run(List.of(command.split(" ")));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void answer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                String path = in.readLine().split("[ ?]")[1];
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    // Headers do not matter.
                    continue;
                }
                byte[] body = WireJson.mapper().writeValueAsBytes(body(path));
                String head = "HTTP/1.1 " + (path.endsWith("nobody") ? "404 Not Found" : "200 OK")
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                        + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
            } catch (IOException | CaxtonException e) {
                // The training is over, or has seen enough of this answer.
                continue;
            }
        }
    }

    private static Object body(String path) {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        AgentDescription agent = new AgentDescription(
                AgentId.parse("01890000-0000-7000-8000-000000000001"),
                "Greeter",
                "greeter",
                AgentType.CONFIG,
                AgentState.RUNNING,
                "1.0.0",
                1,
                "00",
                "Greets.",
                List.of("greeting"),
                List.of("http_client"),
                true,
                MemoryScope.AGENT,
                "embedded",
                "agents/greeter.md",
                then,
                List.of());
        return switch (path) {
            case "/api/v1/agents" -> List.of(agent, agent);
            case "/api/v1/agents/greeter" -> agent;
            case "/api/v1/memory/status" ->
                new MemoryStatus("ok", 1, "model", ModelState.LOADED, 384, 1, 1, 1, 1, 0, 0.5, 1.5, 0.0, null);
            case "/api/v1/tools" -> List.of(new ToolDescriptor("tool", "Does.", Map.of(), List.of(), "builtin"));
            case "/api/v1/health" -> new Health(ServerState.HEALTHY, "embedded", 1, 1, "1", 1, 1);
            case "/api/v1/health/detailed" ->
                new DetailedHealth(
                        ServerState.HEALTHY,
                        new DetailedHealth.Components(
                                "ok", "ok", ModelState.LOADED, new DetailedHealth.AgentCounts(1, 0)),
                        1,
                        "1",
                        List.of());
            default -> Map.of("code", "AGENT_NOT_FOUND", "detail", "nobody", "hint", "none");
        };
    }
}
