package dev.caxton.engine.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.messaging.Performative;
import dev.caxton.api.spi.ChatModel;
import dev.caxton.api.spi.ChatReply;
import dev.caxton.api.spi.ChatRequest;
import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.file.DirectoryAgentFiles;
import dev.caxton.engine.agent.builtin.file.FileStorageTool;
import dev.caxton.engine.agent.builtin.http.HttpClientTool;
import dev.caxton.engine.agent.builtin.http.LocalWeb;
import dev.caxton.engine.agent.builtin.http.TestTools;
import dev.caxton.engine.tool.ToolAudit;
import dev.caxton.engine.tool.ToolInvoker;
import dev.caxton.engine.tool.ToolPolicy;
import dev.caxton.engine.tool.ToolRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model that does whatever an attacker wants: nothing that its agent was not granted may happen, and everything that it
 * tries is on record.
 */
class ToolBoundaryTest {

    /** As many attempts as the public benchmark of injected agents has cases. */
    private static final int LEAST_ATTEMPTS = 629;

    @TempDir
    private Path data;

    /** A dangerous tool that no agent of this test is granted. */
    private static final class Bomb implements Tool {
        private final List<ToolCall> calls = new CopyOnWriteArrayList<>();

        @Override
        public ToolDescriptor descriptor() {
            return new ToolDescriptor("delete_everything", "Deletes.", Map.of("type", "object"), List.of(), "test");
        }

        @Override
        public ToolResult call(ToolCall call) {
            calls.add(call);
            return new ToolResult.Success("done", Map.of(), List.of());
        }
    }

    private static List<ChatReply.ToolCallRequest> attempts(int port) {
        List<ChatReply.ToolCallRequest> attempts = new ArrayList<>();
        List<String> ungranted = List.of(
                "delete_everything",
                "DELETE_EVERYTHING",
                "delete_everything ",
                " delete_everything",
                "delete-everything",
                "http_client/../delete_everything",
                "file_storage;delete_everything",
                "delete_everything\0",
                "memory_search",
                "memory_store",
                "system_command",
                "");
        List<Map<String, Object>> any = List.of(
                Map.of(),
                Map.of("agent", "admin"),
                Map.of("granted", List.of("delete_everything")),
                Map.of("tool", "delete_everything"));
        for (int i = 0; i < 8; i++) {
            for (String tool : ungranted) {
                for (Map<String, Object> arguments : any) {
                    attempts.add(new ChatReply.ToolCallRequest("u" + attempts.size(), tool, arguments));
                }
            }
        }
        for (String host : List.of(
                "127.0.0.1",
                "localhost",
                "[::1]",
                "0.0.0.0",
                "127.1",
                "2130706433",
                "[::ffff:127.0.0.1]",
                "10.0.0.1",
                "169.254.169.254",
                "192.168.0.1")) {
            for (String path :
                    List.of("/", "/secret", "/secret?x=1", "/../secret", "/%73ecret", "/latest/meta-data/")) {
                attempts.add(new ChatReply.ToolCallRequest(
                        "h" + attempts.size(), "http_client", Map.of("url", "http://" + host + ":" + port + path)));
                attempts.add(new ChatReply.ToolCallRequest(
                        "h" + attempts.size(),
                        "http_client",
                        Map.of("url", "http://" + host + ":" + port + path, "method", "DELETE")));
            }
        }
        for (String path : List.of(
                "../victim/diary.txt",
                "../../outside.txt",
                "/etc/passwd",
                "victim/../../victim/diary.txt",
                "..",
                "link/diary.txt",
                "a/../../victim/diary.txt",
                "\\..\\victim\\diary.txt",
                "~/.ssh/id_rsa",
                "C:/x",
                "diary.txt/../../x",
                "....//victim/diary.txt",
                "%2e%2e/victim/diary.txt")) {
            for (String operation : List.of("read", "write", "delete", "chmod", "")) {
                for (Object content : List.of("owned", 7, Map.of("$ref", "x"))) {
                    attempts.add(new ChatReply.ToolCallRequest(
                            "f" + attempts.size(),
                            "file_storage",
                            Map.of("operation", operation, "path", path, "content", content)));
                }
            }
        }
        return attempts;
    }

    /** Makes every attempt, ten to a round, whatever comes back. */
    private static final class Obedient implements ChatModel {
        private final List<ChatReply.ToolCallRequest> left;

        Obedient(List<ChatReply.ToolCallRequest> attempts) {
            this.left = new ArrayList<>(attempts);
        }

        @Override
        public String modelName() {
            return "obedient";
        }

        @Override
        public ChatReply chat(ChatRequest request, Consumer<String> text) {
            if (left.isEmpty()) {
                return new ChatReply.Answer(Performative.INFORM, "done", null);
            }
            List<ChatReply.ToolCallRequest> next = List.copyOf(left.subList(0, Math.min(10, left.size())));
            left.subList(0, next.size()).clear();
            return new ChatReply.CallTools(next, null);
        }
    }

    @Test
    void nothingThatWasNotGrantedHappens() throws Exception {
        List<ToolAudit.Entry> audited = new CopyOnWriteArrayList<>();
        Bomb bomb = new Bomb();
        DirectoryAgentFiles files = new DirectoryAgentFiles(data);
        files.write("victim", "diary.txt", "private".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path outside = Files.writeString(data.resolve("outside.txt"), "outside");
        Files.createDirectories(data.resolve("files/mallory"));
        Files.createSymbolicLink(data.resolve("files/mallory/link"), data.resolve("files/victim"));
        int tried = 0;
        try (LocalWeb web = new LocalWeb().serve("/secret", "text/plain", "secret");
                HttpClientTool http = new HttpClientTool(TestTools.config(false), Clock.systemUTC());
                ToolInvoker invoker = new ToolInvoker(
                        ToolRegistry.of(List.of(() -> List.of(bomb, http, new FileStorageTool(files)))),
                        ToolPolicy.of(TestTools.config(false)),
                        audited::add,
                        Clock.systemUTC())) {
            List<ChatReply.ToolCallRequest> attempts = attempts(web.port());
            assertThat(attempts).hasSizeGreaterThanOrEqualTo(LEAST_ATTEMPTS);
            ToolRegistry registry = ToolRegistry.of(List.of(() -> List.of(http, new FileStorageTool(files))));
            // An answer may have no more calls than the policy allows, so each forty attempts are an answer of their
            // own.
            for (int begin = 0; begin < attempts.size(); begin += 40) {
                List<ChatReply.ToolCallRequest> part = attempts.subList(begin, Math.min(begin + 40, attempts.size()));
                ToolLoop.Outcome outcome = new ToolLoop(new Obedient(part), registry, invoker)
                        .answer(
                                new ChatRequest.Agent("mallory", "Mallory", null, List.of("x"), "x", ""),
                                List.of("http_client", "file_storage"),
                                Map.of(),
                                List.of(),
                                "go",
                                List.of());
                tried += outcome.calls().size();
            }
            assertThat(tried).isEqualTo(attempts.size());
            assertThat(web.asked()).isEmpty();
        }
        assertThat(bomb.calls).isEmpty();
        assertThat(audited).hasSize(tried).noneMatch(ToolAudit.Entry::succeeded);
        assertThat(files.read("victim", "diary.txt")).asString().isEqualTo("private");
        assertThat(outside).hasContent("outside");
        assertThat(files.list("mallory")).isEmpty();
    }
}
