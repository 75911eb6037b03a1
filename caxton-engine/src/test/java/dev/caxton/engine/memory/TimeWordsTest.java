package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWordsTest {

    @ParameterizedTest
    @CsvSource({
        "what happened in 2023,2023-01-01,2024-01-01",
        "who came in May 2023,2023-05-01,2023-06-01",
        "the party on 8 May 2023,2023-05-08,2023-05-09",
        "the party on 8th may 2023,2023-05-08,2023-05-09",
        "'on May 8, 2023 or so',2023-05-08,2023-05-09",
        "notes of 2023-05-08,2023-05-08,2023-05-09",
        "notes of 2023-05,2023-05-01,2023-06-01",
        "on 31 February 2024,2024-02-01,2024-03-01",
    })
    void readsTheTimeThatAQueryNames(String query, String from, String to) {
        assertThat(TimeWords.of(query))
                .contains(new TimeWords(
                        Instant.parse(from + "T00:00:00Z").toEpochMilli(),
                        Instant.parse(to + "T00:00:00Z").toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"may I come in", "May called twice", "room 101", "99999 reasons", "", "12.05."})
    void findsNoTimeWithoutAYear(String query) {
        assertThat(TimeWords.of(query)).isEmpty();
    }

    @Test
    void containsItsFirstMomentAndNotItsEnd() {
        TimeWords time = new TimeWords(10, 20);

        assertThat(time.contains(10)).isTrue();
        assertThat(time.contains(20)).isFalse();
    }
}
