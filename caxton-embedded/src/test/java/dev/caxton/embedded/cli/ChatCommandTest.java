package dev.caxton.embedded.cli;

import static dev.caxton.client.ScriptedPeer.events;
import static dev.caxton.client.ScriptedPeer.json;
import static dev.caxton.client.ScriptedPeer.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.client.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code chat}, run in this process against a scripted server. */
final class ChatCommandTest {

    private static final String CONVERSATION = "01890000-0000-7000-8000-00000000000b";
    private static final String REPLY = """
        {"message_id":"01890000-0000-7000-8000-00000000000a","conversation_id":"%s",
         "reply":{"performative":"%s","content":"Hello there"},"agent":"greeter","provider":"embedded",
         "tools_used":["csv_parser"],
         "memory_used":[{"entity_id":"1","entity_name":"Deploy window","similarity":0.8}],"latency_ms":3.5}\
        """;
    private static final String NOT_FOUND =
            "{\"code\":\"AGENT_NOT_FOUND\",\"detail\":\"No agent 'greter'\",\"hint\":\"did you mean 'greeter'?\"}";

    @TempDir
    Path directory;

    private final ScriptedPeer peer = new ScriptedPeer();

    @BeforeEach
    void answer() {
        peer.when("GET /api/v1/agents/greeter", json(200, AgentCommandsTest.agent("greeter", "Greeter", "running")));
        replies("inform");
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    @Test
    void pipedLinesAreMessagesOfOneConversationAndNothingButAnswersIsPrinted() {
        Ran ran = piped("Hi\n\nAnd now?\n");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("Hello there\nHello there\n");
        assertThat(ran.err()).isEqualTo("conversation " + CONVERSATION + "\n");
        assertThat(asked(1)).contains("\"message\":\"Hi\"").doesNotContain("conversation_id");
        assertThat(asked(2)).contains("\"message\":\"And now?\"", CONVERSATION);
    }

    @Test
    void severalLinesAreOneMessageIfTheyAreMarked() {
        piped("one \\\ntwo\n\"\"\"\nthree\n\n/quit\n\"\"\"\n//four\n/etc/passwd\n");

        assertThat(asked(1)).contains("\"message\":\"one \\ntwo\"");
        assertThat(asked(2)).contains("\"message\":\"three\\n\\n/quit\\n\"");
        assertThat(asked(3)).contains("\"message\":\"/four\"");
        assertThat(asked(4)).contains("\"message\":\"/etc/passwd\"");
    }

    @Test
    void lastLineNeedsNoEnd() {
        piped("Hi");

        assertThat(asked(1)).contains("\"message\":\"Hi\"");
    }

    @Test
    void anotherConversationBeginsWhenItIsAskedFor() {
        piped("Hi\n/new\nHi again\n/quit\nnever sent\n");

        assertThat(peer.requests()).hasSize(3);
        assertThat(asked(2)).contains("Hi again").doesNotContain("conversation_id");
    }

    @Test
    void someoneAtATerminalIsPromptedAndToldWhatTheAnswerRestsOn() {
        Ran ran = typed("Hi\n/help\n");

        assertThat(ran.out()).isEqualTo("Hello there\n");
        assertThat(ran.err())
                .startsWith("Greeter 1.0.0. /help says what can be typed, Ctrl-D leaves.\n> ")
                .contains("  (embedded; tools: csv_parser; memory: Deploy window)\n", "/history  the conversation")
                .endsWith("> \nconversation " + CONVERSATION + "\n");
    }

    @Test
    void conversationIsContinuedAndShown() {
        peer.when(
                "GET /api/v1/conversations/" + CONVERSATION,
                json(
                        200,
                        "{\"id\":\"" + CONVERSATION
                                + "\",\"participants\":[\"user\",\"greeter\"],\"status\":\"open\",\"message_count\":1,"
                                + "\"created_at\":\"2026-11-22T10:00:00Z\",\"last_activity\":\"2026-11-22T10:00:00Z\"}"));
        peer.when(
                "GET /api/v1/conversations/" + CONVERSATION + "/messages",
                json(
                        200,
                        "[{\"message_id\":\"01890000-0000-7000-8000-00000000000a\",\"conversation_id\":\""
                                + CONVERSATION
                                + "\",\"performative\":\"request\",\"sender\":\"user\",\"receiver\":\"greeter\","
                                + "\"content\":\"Good morning\",\"status\":\"processed\","
                                + "\"created_at\":\"2026-11-22T10:00:00Z\"}]"));

        Ran ran = typed("Hi\n", "--conversation", CONVERSATION);

        assertThat(ran.out()).isEqualTo("you: Good morning\nHello there\n");
        assertThat(peer.requests().getLast().body()).contains(CONVERSATION);
    }

    @Test
    void unknownAgentExitsFourAndNamesTheNearest() {
        peer.when("GET /api/v1/agents/greter", problem(404, NOT_FOUND));

        Ran ran = Ran.of(
                new FakeEngine(), directory, Map.of("CAXTON_URL", peer.url().toString()), "Hi\n", "chat", "greter");

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("caxton: No agent 'greter'\n  did you mean 'greeter'?\n");
    }

    @Test
    void problemIsOneLineForSomebodyWhoGoesOnAndTheEndOfAPipe() {
        peer.when(
                "POST /api/v1/agents/greeter/message",
                problem(429, "{\"code\":\"MAILBOX_FULL\",\"detail\":\"Too many messages\",\"hint\":\"Wait.\"}"));

        Ran typed = typed("Hi\n/histry\nstill here\n");
        assertThat(typed.code()).isZero();
        assertThat(typed.err().lines().filter(line -> line.contains("caxton: ")))
                .containsExactly(
                        "> caxton: Too many messages (Wait.)",
                        "> caxton: '/histry' is not one of /help, /history, /new, /quit (did you mean '/history'?)",
                        "> caxton: Too many messages (Wait.)");
        int before = peer.requests().size();
        Ran piped = piped("Hi\nnever sent\n");
        assertThat(piped.code()).isEqualTo(6);
        assertThat(peer.requests()).hasSize(before + 2);
    }

    @Test
    void unansweredQuestionInAPipeExitsOne() {
        replies("not-understood");

        assertThat(piped("Hi\n").code()).isEqualTo(1);
    }

    @Test
    void jsonIsTheReplyOfTheApi() {
        peer.when("POST /api/v1/agents/greeter/message", json(200, REPLY.formatted(CONVERSATION, "inform")));

        assertThat(piped("Hi\n", "--json").out()).contains("\"provider\": \"embedded\"", "\"conversation_id\": ");
    }

    private void replies(String performative) {
        String reply = REPLY.formatted(CONVERSATION, performative).replace("\n", "");
        peer.when(
                "POST /api/v1/agents/greeter/message",
                events(
                        7,
                        "event: text\ndata: {\"text\":\"Hello \"}\n\nevent: text\ndata: {\"text\":\"there\"}\n\n"
                                + "event: reply\ndata: " + reply + "\n\n"));
    }

    /** The body of a message; the first request asks for the agent. */
    private String asked(int number) {
        return peer.requests().get(number).body();
    }

    private Ran piped(String input, String... options) {
        return Ran.of(
                new FakeEngine(), directory, Map.of("CAXTON_URL", peer.url().toString()), input, words(options));
    }

    private Ran typed(String input, String... options) {
        return Ran.asked(
                new FakeEngine(), directory, Map.of("CAXTON_URL", peer.url().toString()), input, words(options));
    }

    private static String[] words(String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "chat";
        words[1] = "greeter";
        System.arraycopy(options, 0, words, 2, options.length);
        return words;
    }
}
