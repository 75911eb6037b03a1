package dev.caxton.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "250ms, 250",
        "30s, 30000",
        "10m, 600000",
        "1h, 3600000",
        "30d, 2592000000",
        "2w, 1209600000",
        "1y, 31536000000",
        "0s, 0"
    })
    void readsDurations(String text, long millis) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "-1s", "1.5h", "30 seconds", "PT30S", "1h30m", "9999999999d"})
    void readsNothingElseAsADuration(String text) {
        assertThat(DurationText.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "512B, 512, 512B",
        "10MB, 10000000, 10MB",
        "64MiB, 67108864, 64MiB",
        "1 gib, 1073741824, 1GiB",
        "2kb, 2000, 2kB",
        "1024kib, 1048576, 1MiB",
        "0B, 0, 0B"
    })
    void readsAndWritesSizes(String text, long bytes, String shortest) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
        assertThat(new ByteSize(bytes)).hasToString(shortest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1MB", "1.5MB", "10 megabytes", "999999999999999TiB", "MB", "1ib"})
    void readsNothingElseAsASize(String text) {
        assertThat(ByteSize.parse(text)).isNull();
    }
}
