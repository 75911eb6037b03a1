package dev.caxton.engine.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurposeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "Hi!", "hey there", "Good morning, DataAnalyzer", "hello data analyzer", "Hello, thanks"
            })
    void greets(String message) {
        assertThat(Purpose.of(message, "DataAnalyzer")).isEqualTo(new Purpose.Greeting());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"what can you do?", "Who are you?", "help", "Hi, what can you do for me", "what are your tools?"
            })
    void asksAboutTheAgent(String message) {
        assertThat(Purpose.of(message, "X")).isEqualTo(new Purpose.About());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analyze example.com/x.csv",
                "hi, analyze example.com/x.csv",
                "which backup is newest?",
                "help me restore a backup",
                "high five",
                "saves the day",
                "remembering is hard",
                ""
            })
    void isATask(String message) {
        assertThat(Purpose.of(message, "X")).isEqualTo(new Purpose.Task());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Remember that Ada likes tea|Ada likes tea|Ada",
                "please remember that the deploy window is Tuesday.|the deploy window is Tuesday.|deploy window",
                "Note that Grace Hopper works in Hamburg|Grace Hopper works in Hamburg|Grace Hopper",
                "don't forget that my keys are in the drawer|my keys are in the drawer|my keys",
                "Remember: milk|milk|milk",
                "Remember that Ada plays chess|Ada plays chess|Ada"
            })
    void findsStatementAndSubject(String message, String statement, String subject) {
        assertThat(Purpose.of(message, "X")).isEqualTo(new Purpose.Remember(statement, subject));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What do you know about Ada?|Ada",
                "recall the deploy window|the deploy window",
                "do you remember my keys?|my keys",
                "Search your memory for tea|tea",
                "what did I tell you about Grace?|Grace"
            })
    void findsTheTopic(String message, String topic) {
        assertThat(Purpose.of(message, "X")).isEqualTo(new Purpose.Recall(topic));
    }

    @Test
    void readsLongRepetitionsWithoutTrouble() {
        for (String unit : new String[] {
            "hello ", "please ", "remember that ", "so and ", "a.", "\"", "'x", "``", "x: ", "1,", "a/"
        }) {
            String message = new Message(unit.repeat(200_000)).head();
            assertThat(Purpose.of(message, "X")).isNotNull();
            Message read = new Message(unit.repeat(200_000));
            assertThat(read.addresses().size()
                            + read.files().size()
                            + read.numbers().size()
                            + read.quoted().size())
                    .isNotNegative();
            assertThat(read.attached()).isNotNull();
        }
    }
}
