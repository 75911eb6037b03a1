package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server still knows and still owes after it was stopped or killed. */
class RestartIT {

    private static final String MESSAGE = "agents/clerk/message";
    private static final int OWED = Integer.getInteger("caxton.restart.owed", 20);

    @TempDir
    Path directory;

    private ModelPeer model;

    @BeforeEach
    void writeAgent() throws IOException {
        model = new ModelPeer();
        agent("1.0.0", "First edition.");
    }

    @AfterEach
    void closeModel() {
        model.close();
    }

    @Test
    void keepsAgentsConversationsMemoryAndKeys() throws Exception {
        JsonNode agent;
        JsonNode reply;
        JsonNode entity;
        String conversation;
        String question = "{\"message\":\"what is red?\"}";
        String person = "{\"entity_name\":\"Ada\",\"entity_type\":\"person\",\"observations\":[\"likes red\"],"
                + "\"agent_id\":\"clerk\"}";
        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            agent = Rest.json(rest.get("agents/clerk"));
            reply = ok(rest.post(MESSAGE, question, "Idempotency-Key", "question-1"));
            conversation = reply.path("conversation_id").asText();
            ok(rest.post(MESSAGE, "{\"message\":\"and blue?\",\"conversation_id\":\"" + conversation + "\"}"));
            entity = ok(rest.post("memory/entities", person, "Idempotency-Key", "person-1"));
            assertThat(server.terminate()).isZero();
        }

        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            JsonNode again = Rest.json(rest.get("agents/clerk"));
            assertThat(again.path("id")).isEqualTo(agent.path("id"));
            assertThat(again.path("sequence")).isEqualTo(agent.path("sequence"));
            assertThat(again.path("digest")).isEqualTo(agent.path("digest"));

            JsonNode repeated = ok(rest.post(MESSAGE, question, "Idempotency-Key", "question-1"));
            assertThat(repeated.path("message_id")).isEqualTo(reply.path("message_id"));
            assertThat(repeated.path("reply")).isEqualTo(reply.path("reply"));
            RestCase.problem(
                    rest.post(MESSAGE, "{\"message\":\"another\"}", "Idempotency-Key", "question-1"),
                    409,
                    "IDEMPOTENCY_KEY_REUSED");
            assertThat(Collections.frequency(model.asked(), "what is red?")).isEqualTo(1);

            ok(rest.post(MESSAGE, "{\"message\":\"and green?\",\"conversation_id\":\"" + conversation + "\"}"));
            assertThat(contents(rest, conversation))
                    .containsExactly(
                            "what is red?",
                            "First edition. | what is red?",
                            "and blue?",
                            "First edition. | and blue?",
                            "and green?",
                            "First edition. | and green?");

            JsonNode same = ok(rest.post("memory/entities", person, "Idempotency-Key", "person-1"));
            assertThat(same.path("entity_id")).isEqualTo(entity.path("entity_id"));
            assertThat(Rest.json(rest.get("memory/entities/"
                                    + entity.path("entity_id").asText()))
                            .path("observations"))
                    .hasSize(1);
            server.kill();
        }

        agent("1.1.0", "Second edition.");
        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            JsonNode changed = Rest.json(rest.get("agents/clerk"));
            assertThat(changed.path("id")).isEqualTo(agent.path("id"));
            assertThat(changed.path("sequence").asLong())
                    .isEqualTo(agent.path("sequence").asLong() + 1);
            assertThat(contents(rest, conversation)).hasSize(6);
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void answersOnceWhatWasAcceptedJustBeforeAKill() throws Exception {
        List<JsonNode> receipts = new ArrayList<>();
        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            model.hold();
            for (int i = 0; i < OWED; i++) {
                receipts.add(submit(rest, i));
            }
            server.kill();
        }
        model.release();

        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            ModelPeer.await(() -> logged(server, "messages=" + OWED), "what is still owed");
            Set<String> answered = new HashSet<>();
            for (int i = 0; i < OWED; i++) {
                String id = receipts.get(i).path("message_id").asText();
                ModelPeer.await(
                        () -> Rest.json(rest.get("messages/" + id))
                                .path("status")
                                .asText()
                                .equals("processed"),
                        "answer " + id);
                assertThat(submit(rest, i).path("message_id").asText()).isEqualTo(id);
                assertThat(contents(
                                rest, receipts.get(i).path("conversation_id").asText()))
                        .containsExactly("owed " + i, "First edition. | owed " + i);
                answered.add(id);
            }
            assertThat(answered).hasSize(OWED);
            assertThat(server.terminate()).isZero();
        }

        try (ServerUnderTest server = ServerUnderTest.start(directory, model.options())) {
            Rest rest = new Rest(server.url());
            assertThat(submit(rest, 0).path("status").asText()).isEqualTo("processed");
            for (JsonNode receipt : receipts) {
                assertThat(contents(rest, receipt.path("conversation_id").asText()))
                        .hasSize(2);
            }
        }
    }

    private static boolean logged(ServerUnderTest server, String words) {
        try {
            return server.log().contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode submit(Rest rest, int number) {
        HttpResponse<String> response = rest.post(
                MESSAGE,
                "{\"message\":\"owed " + number + "\"}",
                "Prefer",
                "respond-async",
                "Idempotency-Key",
                "owed-" + number);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return Rest.json(response);
    }

    private static List<String> contents(Rest rest, String conversation) {
        List<String> contents = new ArrayList<>();
        Rest.json(rest.get("conversations/" + conversation + "/messages"))
                .forEach(message -> contents.add(message.path("content").asText()));
        return contents;
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return Rest.json(response);
    }

    private void agent(String version, String prompt) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("agents")).resolve("clerk.md"), """
            ---
            name: Clerk
            version: "%s"
            capabilities: [answering]
            tools: []
            system_prompt: %s
            ---
            I answer.
            """.formatted(
                        version, prompt));
    }
}
