package dev.caxton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.PageRequest;
import dev.caxton.api.messaging.AgentRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class MessagesRestIT extends RestCase {

    private static final String MESSAGE = "agents/greeter/message";

    @Test
    void answersAMessage() {
        HttpResponse<String> response = rest.post(MESSAGE, "{\"message\":\"hello\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode reply = Rest.json(response);
        assertThat(reply.path("reply").path("performative").asText()).isEqualTo("inform");
        assertThat(reply.path("reply").path("content").asText()).isEqualTo("Hello, world");
        assertThat(reply.path("conversation_id").asText()).isEqualTo(FakeMessages.CONVERSATION.toString());
        assertThat(reply.path("tools_used")).hasSize(1);
        assertThat(reply.has("model")).isFalse();
    }

    @Test
    void passesConversationAndIdempotencyKeyOn() {
        rest.post(
                MESSAGE,
                "{\"message\":\"hello\",\"conversation_id\":\"" + FakeMessages.CONVERSATION + "\"}",
                "Idempotency-Key",
                "key-1");

        assertThat(caxton.messages.asked)
                .containsExactly(new AgentRequest("hello", FakeMessages.CONVERSATION, "key-1"));
    }

    @Test
    void refusesKeysThatAreNone() {
        problem(rest.post(MESSAGE, "{\"message\":\"a\"}", "Idempotency-Key", "a b"), 400, "INVALID_ARGUMENT");
        problem(rest.post(MESSAGE, "{\"message\":\"a\"}", "Idempotency-Key", "k".repeat(256)), 400, "INVALID_ARGUMENT");
        assertThat(caxton.messages.asked).isEmpty();
    }

    @Test
    void acceptsAMessageToBeAnsweredLater() {
        HttpResponse<String> response =
                rest.post(MESSAGE, "{\"message\":\"hello\"}", "Prefer", "respond-async", "Idempotency-Key", "k");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location").orElseThrow())
                .endsWith("/api/v1/messages/" + FakeMessages.MESSAGE);
        assertThat(response.headers().firstValue("Preference-Applied")).contains("respond-async");
        assertThat(Rest.json(response).path("status").asText()).isEqualTo("accepted");
        assertThat(caxton.messages.asked).containsExactly(new AgentRequest("hello", null, "k"));
    }

    @Test
    void tellsHowFarAMessageHasCome() {
        assertThat(Rest.json(rest.get("messages/" + FakeMessages.MESSAGE))
                        .path("status")
                        .asText())
                .isEqualTo("processed");
        problem(rest.get("messages/" + FakeMessages.CONVERSATION), 404, "MESSAGE_NOT_FOUND");
        problem(rest.get("messages/12"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void pagesConversations() {
        HttpResponse<String> first = rest.get("conversations?limit=1");
        HttpResponse<String> last = rest.get("conversations?limit=1&cursor=next");

        assertThat(Rest.json(first)).hasSize(1);
        assertThat(first.headers().firstValue("X-Total-Count")).contains("7");
        assertThat(first.headers().firstValue("X-Next-Cursor")).contains("next");
        assertThat(last.headers().firstValue("X-Next-Cursor")).isEmpty();
        assertThat(caxton.messages.pages).containsExactly(new PageRequest(1, null), new PageRequest(1, "next"));
    }

    @Test
    void pagesMessagesOfAConversation() {
        HttpResponse<String> response = rest.get("conversations/" + FakeMessages.CONVERSATION + "/messages");

        assertThat(Rest.json(response).get(0).path("sender").asText()).isEqualTo("user");
        assertThat(Rest.json(response).get(0).has("in_reply_to")).isFalse();
        assertThat(response.headers().firstValue("X-Total-Count")).contains("1");
        assertThat(caxton.messages.pages).containsExactly(PageRequest.first());
        problem(rest.get("conversations/" + FakeMessages.MESSAGE + "/messages"), 404, "CONVERSATION_NOT_FOUND");
        problem(rest.get("conversations?limit=1001"), 400, "INVALID_ARGUMENT");
    }

    @Test
    void reportsAFailingModelWithItsStatus() {
        JsonNode problem = problem(rest.post(MESSAGE, "{\"message\":\"fail\"}"), 502, "MODEL_FAILED");

        assertThat(problem.path("retryable").asBoolean()).isTrue();
    }
}
