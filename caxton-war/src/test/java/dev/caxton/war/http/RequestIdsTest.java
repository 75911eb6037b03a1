package dev.caxton.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestIdsTest {

    private final RequestIds ids = new RequestIds();

    @Test
    void keepsWhatTheCallerSent() {
        assertThat(ids.of("job/17:a+b=c@d-e_f.g")).isEqualTo("job/17:a+b=c@d-e_f.g");
        assertThat(ids.of("a".repeat(128))).hasSize(128);
    }

    @Test
    void replacesWhatALogCannotHold() {
        for (String sent : new String[] {"", "a b", "a\nb", "<script>", "ä", "a".repeat(129)}) {
            assertThat(ids.of(sent)).isNotEqualTo(sent).matches("[0-9a-f]{12}-[0-9a-f]+");
        }
    }

    @Test
    void makesEachIdOnce() {
        assertThat(ids.of(null)).isNotEqualTo(ids.of(null)).isNotEqualTo(new RequestIds().of(null));
    }

    @Test
    void readsTheTraceOfTheCaller() {
        assertThat(ids.trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(ids.trace("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"))
                .isNotNull();
        assertThat(ids.trace(null)).isNull();
        assertThat(ids.trace("00-00000000000000000000000000000000-b7ad6b7169203331-01"))
                .isNull();
        assertThat(ids.trace("nonsense")).isNull();
    }
}
