package dev.caxton.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.InvalidRequestException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "0s,PT0S", "30s,PT30S", "10m,PT10M", "1h,PT1H", "30d,PT720H"})
    void readsNumbersWithAUnit(String text, Duration expected) {
        assertThat(DurationText.parse("--timeout", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "-1s", "1.5s", "1w", "1 s", "9999999999999999999s"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> DurationText.parse("--timeout", text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("--timeout is '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT25S,25s", "PT2.5S,2500ms", "PT2H,7200s"})
    void writesWhatItReads(Duration duration, String text) {
        assertThat(DurationText.format(duration)).isEqualTo(text);
        assertThat(DurationText.parse("x", text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT25S,25s", "PT60S,1m", "PT90M,90m", "PT2.5S,2500ms", "PT2H,2h", "PT720H,30d", "PT25H,25h"})
    void writesTheLargestUnitThatIsExact(Duration duration, String text) {
        assertThat(DurationText.largestUnit(duration)).isEqualTo(text);
        assertThat(DurationText.parse("x", text)).isEqualTo(duration);
    }
}
