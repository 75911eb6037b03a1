package dev.caxton.engine.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Analyze sales data at example.com/data.csv!example.com/data.csv",
                "See https://a.example/x?y=1#z.!https://a.example/x?y=1#z",
                "(http://localhost:8080/x.csv)!http://localhost:8080/x.csv",
                "get 127.0.0.1:9/x now!127.0.0.1:9/x",
                "look at example.org, please!example.org",
                "HTTP://EXAMPLE.COM/X!HTTP://EXAMPLE.COM/X",
                "file:///etc/passwd!file:///etc/passwd"
            })
    void findsAddresses(String text, String address) {
        assertThat(new Message(text).addresses()).containsExactly(address);
    }

    @ParameterizedTest
    @CsvSource({"read data.csv", "mail ada@example.com", "version 1.2.3", "a/b testing", "e.g. this", "it is 3.5/4 full"
    })
    void findsNoAddressWhereThereIsNone(String text) {
        assertThat(new Message(text).addresses()).isEmpty();
    }

    @Test
    void findsFilesApartFromAddresses() {
        Message message = new Message("Compare reports/july.csv and notes.md with https://example.com/other.csv");

        assertThat(message.files()).containsExactly("reports/july.csv", "notes.md");
        assertThat(message.addresses()).containsExactly("https://example.com/other.csv");
    }

    @Test
    void findsNumbersButNoVersionsOrPartsOfNames() {
        assertThat(new Message("mean of 3, -5.5 and 10 in v2 at x.org/7.csv, 1.2.3").numbers())
                .containsExactly(3.0, -5.5, 10.0);
    }

    @Test
    void findsAttachedText() {
        assertThat(new Message("Count \"a b c\"").attached()).contains("a b c");
        assertThat(new Message("Summarize: one two").attached()).contains("one two");
        assertThat(new Message("Parse\n\na,b\n1,2").attached()).contains("a,b\n1,2");
        assertThat(new Message("Parse this:\n```csv\na,b\n1,2\n```\nthanks").attached())
                .contains("a,b\n1,2");
        assertThat(new Message("Count the words").attached()).isEmpty();
    }

    @Test
    void knowsTheNumberBesideAWord() {
        Message message = new Message("the top 3 of 17 rows");

        assertThat(message.numberBeside(List.of("top"))).contains(3L);
        assertThat(message.numberBeside(List.of("bottom"))).isEmpty();
    }

    @Test
    void leavesAttachedTextOutOfTheRequest() {
        assertThat(new Message("Analyze this:\n\nchart,pie\n1,2").mentions(List.of("chart")))
                .isFalse();
    }
}
