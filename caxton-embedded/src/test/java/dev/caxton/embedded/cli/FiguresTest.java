package dev.caxton.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT59S,59s", "PT61S,1m1s", "PT2H15M,2h15m", "PT49H,2d1h", "PT-5S,0s"})
    void agesHaveTwoUnits(Duration age, String text) {
        assertThat(Figures.age(age)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0B", "999,999B", "1000,1.0kB", "1200000,1.2MB", "999999,1.0MB", "2500000000,2.5GB"})
    void sizesAreShort(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "999|999", "1247|1,247", "1000000|1,000,000", "-1247|-1,247"})
    void countsAreGrouped(long count, String text) {
        assertThat(Figures.count(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0.0ms", "9.94,9.9ms", "15.4,15ms"})
    void millisecondsAreAsExactAsTheyMatter(double millis, String text) {
        assertThat(Figures.millis(millis)).isEqualTo(text);
    }
}
