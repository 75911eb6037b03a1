package dev.caxton.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.caxton.wire.WireJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentSchemaTest {

    private static final String SCHEMA = """
        {"type":"object","required":["name"],"additionalProperties":false,
         "properties":{
           "name":{"type":"string","minLength":2,"maxLength":5},
           "mode":{"enum":["slow","fast"]},
           "count":{"type":"integer","minimum":1,"maximum":9},
           "share":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1},
           "flag":{"type":"boolean"},
           "url":{"type":"string","format":"uri"},
           "either":{"type":["string","null"]},
           "list":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}},
           "deep":{"type":"object","additionalProperties":{"type":"string"}},
           "kind":{"const":"only"}}}
        """;

    private static Map<String, Object> json(String text) throws Exception {
        return WireJson.mapper().readValue(text, new TypeReference<>() {});
    }

    private static List<String> violations(String arguments) throws Exception {
        return new ArgumentSchema(json(SCHEMA)).violations(json(arguments));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"ab\"}",
                "{\"name\":\"abcde\",\"mode\":\"fast\",\"count\":9,\"share\":0.5,\"flag\":true}",
                "{\"name\":\"ab\",\"count\":3.0,\"url\":\"https://example.com/x?y=1\",\"either\":null}",
                "{\"name\":\"ab\",\"list\":[1,2],\"deep\":{\"a\":\"b\"},\"kind\":\"only\"}"
            })
    void acceptsWhatFits(String arguments) throws Exception {
        assertThat(violations(arguments)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|arguments.name is missing",
                "{\"name\":1}|arguments.name is the number 1, expected string",
                "{\"name\":\"a\"}|arguments.name has length 1, expected at least 2",
                "{\"name\":\"abcdef\"}|arguments.name has length 6, expected at most 5",
                "{\"name\":\"ab\",\"mode\":\"warp\"}|expected one of [slow, fast]",
                "{\"name\":\"ab\",\"count\":0}|arguments.count is 0, expected at least 1",
                "{\"name\":\"ab\",\"count\":10}|expected at most 9",
                "{\"name\":\"ab\",\"count\":2.5}|arguments.count is the number 2.5, expected integer",
                "{\"name\":\"ab\",\"count\":\"2\"}|arguments.count is the string '2', expected integer",
                "{\"name\":\"ab\",\"share\":1}|expected less than 1",
                "{\"name\":\"ab\",\"share\":0}|expected more than 0",
                "{\"name\":\"ab\",\"flag\":\"yes\"}|expected boolean",
                "{\"name\":\"ab\",\"url\":\"not a url\"}|expected a URL",
                "{\"name\":\"ab\",\"either\":3}|expected string or null",
                "{\"name\":\"ab\",\"list\":[]}|a number of items of 0, expected at least 1",
                "{\"name\":\"ab\",\"list\":[1,2,3]}|expected at most 2",
                "{\"name\":\"ab\",\"list\":[1,\"x\"]}|arguments.list[1] is the string 'x', expected integer",
                "{\"name\":\"ab\",\"deep\":{\"a\":1}}|arguments.deep.a is the number 1, expected string",
                "{\"name\":\"ab\",\"kind\":\"other\"}|expected 'only'",
                "{\"name\":\"ab\",\"more\":1}|arguments.more is not known"
            })
    void refusesWhatDoesNotFit(String arguments, String expected) throws Exception {
        assertThat(violations(arguments)).singleElement().asString().contains(expected);
    }

    @Test
    void needsOneOfSeveralAlternatives() throws Exception {
        ArgumentSchema schema = new ArgumentSchema(
                json("{\"type\":\"object\",\"anyOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]}"));

        assertThat(schema.violations(Map.of("b", 1))).isEmpty();
        assertThat(schema.violations(Map.of("c", 1))).singleElement().asString().contains("fits none of");
    }

    @Test
    void stopsAfterTenViolations() throws Exception {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("unknown" + i, i);
        }

        assertThat(new ArgumentSchema(json(SCHEMA)).violations(many)).hasSize(10);
    }

    @Test
    void refusesNumbersThatAreNone() throws Exception {
        assertThat(new ArgumentSchema(json(SCHEMA)).violations(Map.of("name", "ab", "share", Double.NaN)))
                .singleElement()
                .asString()
                .contains("expected number");
    }
}
