package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameFactTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rosa lives in Lisbon.|rosa lives in lisbon",
                "The user prefers to be called in the evening, after dinner.|The user prefers to be called in the"
                        + " evening after dinner!"
            })
    void knowsTheSameWords(String text, String other) {
        assertThat(SameFact.byWords(text, other)).isTrue();
        assertThat(SameFact.byWords(other, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The rent of the flat in the old town is due on day 5 of each month|The rent of the flat in the old"
                        + " town is due on day 6 of each month",
                "Ada leads Bob|Bob leads Ada",
                "The user likes it when the very long report is sent on time|The user never likes it when the very"
                        + " long report is sent on time",
                "She doesn't eat meat|She does eat meat",
                "Rosa lives in Lisbon|Rosa lives in Porto",
                "tea|coffee"
            })
    void tellsApartWhatDiffersInOneThingThatMatters(String text, String other) {
        assertThat(SameFact.byWords(text, other)).isFalse();
        assertThat(SameFact.byMeaning(text, other, 0.94)).isFalse();
    }

    @Test
    void takesANearMeaningForTheSameOnlyWithTheSameNamesNumbersAndNegations() {
        assertThat(SameFact.byMeaning("Rosa lives in Lisbon", "Rosa is living in Lisbon", 0.97))
                .isTrue();
        assertThat(SameFact.byMeaning("Rosa pays 5 euros", "Rosa pays 6 euros", 0.99))
                .isFalse();
        assertThat(SameFact.byMeaning("Ada leads Bob", "Bob leads Ada", 0.99)).isFalse();
        assertThat(SameFact.byMeaning("Rosa eats meat", "Rosa does not eat meat", 0.99))
                .isFalse();
    }
}
