package dev.caxton.war.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {

    private static final List<String> KNOWN = List.of("conversation_id", "message", "limit");

    @Test
    void guessesTheNearest() {
        assertThat(NearMiss.hint("mesage", KNOWN)).contains("Did you mean 'message'?");
        assertThat(NearMiss.hint("conversationId", KNOWN)).contains("Did you mean 'conversation_id'?");
        assertThat(NearMiss.hint("LIMIT", KNOWN)).contains("Did you mean 'limit'?");
    }

    @Test
    void saysNothingRatherThanNonsense() {
        assertThat(NearMiss.hint("zzzzzz", KNOWN)).isEmpty();
        assertThat(NearMiss.hint("", KNOWN)).isEmpty();
        assertThat(NearMiss.hint("x", List.of())).isEmpty();
    }
}
