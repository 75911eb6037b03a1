package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent's file changes again and again, broken versions included, while callers talk to it. */
class ReloadUnderTrafficIT {

    private static final int RELOADS = Integer.getInteger("caxton.reload.count", 100);
    private static final int CALLERS = 4;

    @TempDir
    Path directory;

    @Test
    void everyMessageIsAnsweredOnceByAVersionOfItsTime() throws Exception {
        Path agents = Files.createDirectories(directory.resolve("agents"));
        write(agents, definition(0));
        try (ModelPeer model = new ModelPeer();
                ServerUnderTest server = ServerUnderTest.start(directory, model.options());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Rest rest = new Rest(server.url());
            AtomicBoolean done = new AtomicBoolean();
            List<CompletableFuture<List<String>>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                callers.add(CompletableFuture.supplyAsync(() -> talk(rest, number, done), threads));
            }
            try {
                for (int version = 1; version <= RELOADS; version++) {
                    change(rest, agents, version);
                }
            } finally {
                done.set(true);
            }

            for (CompletableFuture<List<String>> caller : callers) {
                List<String> sent = caller.get(180, TimeUnit.SECONDS);
                for (String message : sent) {
                    assertThat(Collections.frequency(model.asked(), message))
                            .as(message)
                            .isEqualTo(1);
                }
            }
            JsonNode agent = Rest.json(rest.get("agents/clerk"));
            assertThat(agent.path("version").asText()).isEqualTo(RELOADS + ".0.0");
            assertThat(agent.path("sequence").asInt()).isEqualTo(RELOADS + 1);
            assertThat(server.log()).doesNotContain("ERROR").doesNotContain("\tat ");
        }
    }

    /** Puts a version in place, every other one for the watch to find and every tenth after a broken one. */
    private static void change(Rest rest, Path agents, int version) throws Exception {
        if (version % 10 == 0) {
            write(agents, definition(version).replace("capabilities", "capabilties"));
            JsonNode refused = Rest.json(rest.post("agents/clerk/reload", "{}"));
            assertThat(refused.path("outcomes").path(0).path("action").asText()).isEqualTo("refused");
        }
        write(agents, definition(version));
        if (version % 2 == 0) {
            HttpResponse<String> reload = rest.post("agents/clerk/reload", "{}");
            assertThat(reload.statusCode()).as(reload.body()).isEqualTo(200);
        }
        ModelPeer.await(
                () -> Rest.json(rest.get("agents/clerk"))
                        .path("version")
                        .asText()
                        .equals(version + ".0.0"),
                "version " + version);
    }

    /** Leads a conversation and returns what was said in it; versions must never go back. */
    private static List<String> talk(Rest rest, int caller, AtomicBoolean done) {
        List<String> sent = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        String conversation = "";
        int latest = 0;
        while (!done.get() || sent.isEmpty()) {
            String message = "caller " + caller + " message " + sent.size();
            HttpResponse<String> response = rest.post(
                    "agents/clerk/message",
                    "{\"message\":\"" + message + '"'
                            + (conversation.isEmpty() ? "" : ",\"conversation_id\":\"" + conversation + '"') + '}');
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode reply = Rest.json(response);
            String content = reply.path("reply").path("content").asText();
            assertThat(content).matches("Version \\d+\\. \\| " + message);
            int version = Integer.parseInt(content.substring("Version ".length(), content.indexOf('.')));
            assertThat(version).isBetween(latest, RELOADS);
            latest = version;
            conversation = reply.path("conversation_id").asText();
            sent.add(message);
            expected.add(message);
            expected.add(content);
        }
        assertThat(history(rest, conversation)).isEqualTo(expected);
        return sent;
    }

    private static List<String> history(Rest rest, String conversation) {
        List<String> contents = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> page = rest.get("conversations/" + conversation + "/messages?limit=100" + cursor);
            Rest.json(page)
                    .forEach(message -> contents.add(message.path("content").asText()));
            cursor = page.headers()
                    .firstValue("X-Next-Cursor")
                    .map(next -> "&cursor=" + next)
                    .orElse("");
        } while (!cursor.isEmpty());
        return contents;
    }

    private static void write(Path agents, String text) throws IOException {
        Path unfinished = Files.writeString(agents.resolve(".clerk.tmp"), text);
        Files.move(unfinished, agents.resolve("clerk.md"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String definition(int version) {
        return """
            ---
            name: Clerk
            version: "%d.0.0"
            capabilities: [answering]
            tools: []
            system_prompt: Version %d.
            ---
            I answer.
            """.formatted(version, version);
    }
}
