package dev.caxton.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {

    private static final List<String> KNOWN = List.of("conversation_id", "message", "limit");

    @Test
    void guessesTheNearest() {
        assertThat(NearMiss.hint("mesage", KNOWN, null)).isEqualTo("did you mean 'message'?");
        assertThat(NearMiss.hint("conversationId", KNOWN, null)).isEqualTo("did you mean 'conversation_id'?");
        assertThat(NearMiss.hint("LIMIT", KNOWN, null)).isEqualTo("did you mean 'limit'?");
    }

    @Test
    void saysNothingRatherThanNonsense() {
        assertThat(NearMiss.hint("zzzzzz", KNOWN, "none")).isEqualTo("none");
        assertThat(NearMiss.hint("", KNOWN, null)).isNull();
        assertThat(NearMiss.hint("x", List.of(), null)).isNull();
    }
}
