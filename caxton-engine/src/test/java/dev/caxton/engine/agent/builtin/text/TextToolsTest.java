package dev.caxton.engine.agent.builtin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.agent.builtin.http.TestTools;
import dev.caxton.engine.agent.builtin.table.Table;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextToolsTest {

    private static ToolResult.Success text(String operation, String text, Object... more) {
        Map<String, Object> arguments = new java.util.HashMap<>(Map.of("operation", operation, "text", text));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put((String) more[i], more[i + 1]);
        }
        return (ToolResult.Success) new TextProcessorTool().call(TestTools.call(arguments));
    }

    private static ToolResult.Success json(String content, String... pointer) {
        return (ToolResult.Success) new JsonProcessorTool()
                .call(TestTools.call(
                        pointer.length == 0
                                ? Map.of("content", content)
                                : Map.of("content", content, "pointer", pointer[0])));
    }

    @Test
    void countsWordsSentencesLinesAndCharacters() {
        assertThat(text("count", "One two.\nThree, four! 😀").data())
                .containsEntry("words", 4)
                .containsEntry("sentences", 2)
                .containsEntry("lines", 2L)
                .containsEntry("characters", 23);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emails|write to a.b+c@mail.example.org, or x@y, or @z|a.b+c@mail.example.org",
                "urls|see https://example.com/a?b=1, and ftp://no.example.|https://example.com/a?b=1",
                "dates|on 2026-01-05, 5.1.2026 or March 3, 2026|2026-01-05, 5.1.2026, March 3, 2026",
                "numbers|about -3.5 and 1,200,000 of v2 in 2026-01-05|-3.5, 1,200,000"
            })
    void extracts(String kind, String text, String expected) {
        assertThat(text("extract", text, "kind", kind).text()).endsWith("): " + expected);
    }

    @Test
    void findsKeywordsByHowOftenTheyOccur() {
        assertThat(text("keywords", "Tea and tea and the cake", "limit", 2).text())
                .isEqualTo("Keywords: tea (2), cake (1).");
    }

    @Test
    void summarizesBySentencesOfTheText() {
        String text = "Ships carry grain. Ships carry coal to ports. Cats sleep. Ports love ships that carry grain.";

        ToolResult.Success success = text("summarize", text, "limit", 2);

        assertThat((List<?>) success.data().get("sentences"))
                .hasSize(2)
                .allSatisfy(sentence -> assertThat(text).contains(sentence.toString()));
        assertThat(success.text()).doesNotContain("Cats");
    }

    @Test
    void refusesTooMuchAndTooLittle() {
        assertThatThrownBy(() -> text("count", " \n ")).isInstanceOf(ToolFailedException.class);
        assertThatThrownBy(() -> text("count", "x".repeat(2_000_001))).isInstanceOf(ToolFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@", "@.", "1,", "-", "aaaa@aaaa.", "2026-", "http://x.", "('", "..", "\u00e9"})
    void staysFastOnTextsThatRepeat(String unit) {
        assertThat(text("extract", unit.repeat(1_000_000 / unit.length())).text())
                .isNotBlank();
        assertThat(text("summarize", unit.repeat(200_000 / unit.length())).data())
                .containsKey("sentences");
    }

    @Test
    void looksUpValuesByPointer() {
        String document = "{\"a\":{\"b\":[10,{\"c/d\":\"deep\"}]},\"n\":null}";

        assertThat(json(document, "/a/b/1/c~1d").text()).isEqualTo("/a/b/1/c~1d: deep");
        assertThat(json(document, "/a/b").text()).startsWith("/a/b: array of 2 items");
        assertThat(json(document, "/n").data()).containsEntry("type", "null");
        assertThat(json(document).text()).isEqualTo("object of 2 members\n- a: object of 1\n- n: null null");
    }

    @Test
    void makesATableOfRecords() {
        ToolResult.Success success = json("{\"count\":2,\"items\":[{\"k\":\"a\",\"v\":1},{\"k\":\"b\"}]}");

        Table table = Table.fromJson(success.artifacts().get(0).value());
        assertThat(table.names()).isEqualTo("k, v");
        assertThat(table.rows().get(1).get(1)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"a\":|-|malformed_json",
                "|-|malformed_json",
                "{\"a\":1} trailing|-|malformed_json",
                "{\"a\":1}|/b|no_such_value",
                "{\"a\":1}|a|invalid_pointer",
                "[1,2]|/7|no_such_value"
            })
    void saysWhatIsWrongWithJson(String content, String pointer, String code) {
        assertThatThrownBy(() -> {
                    String text = content == null ? "" : content;
                    if (pointer == null) {
                        json(text);
                    } else {
                        json(text, pointer);
                    }
                })
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }

    @Test
    void refusesJsonThatIsNestedTooDeep() {
        assertThatThrownBy(() -> json("[".repeat(10_000) + "]".repeat(10_000)))
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo("malformed_json"));
    }
}
