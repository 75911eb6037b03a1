package dev.caxton.engine.agent.file;

import static dev.caxton.engine.agent.file.AgentFiles.md;
import static dev.caxton.engine.agent.file.AgentFiles.mdWith;
import static dev.caxton.engine.agent.file.AgentFiles.toml;
import static dev.caxton.engine.agent.file.AgentFiles.tomlWith;
import static dev.caxton.engine.agent.file.AgentFiles.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were written to do harm: each is one clear problem, soon. */
class HostileAgentFileTest {

    /** Far above what any of them takes; it turns a hang into a failure. */
    private static final Duration HANGS = Duration.ofSeconds(120);

    static Stream<Arguments> hostileYaml() {
        return Stream.of(
                Arguments.of("billion laughs", laughs(), "more than 20 aliases"),
                Arguments.of("wide laughs", wideLaughs(), "values once aliases are expanded"),
                Arguments.of("self reference", "a: &a [*a]", "alias '*a' has no anchor"),
                Arguments.of("deep flow", "a: " + "[".repeat(10_000), "nested deeper than 32 levels"),
                Arguments.of("deep maps", "a: " + "{a: ".repeat(10_000), "nested deeper than 32 levels"),
                Arguments.of("deep block", deepBlock(), "nested deeper than 32 levels"),
                Arguments.of("a mega of brackets", "a: " + "[".repeat(900_000), "nested deeper than 32 levels"),
                Arguments.of("many values", "a: [" + "1,".repeat(100_000) + "]", "more than 50000 values"),
                Arguments.of("java tag", "a: !!javax.script.ScriptEngineManager []", "tag '"),
                Arguments.of("local tag", "a: !evil x", "tag '!evil' is not allowed"),
                Arguments.of("standard tag", "a: !!binary aGk=", "tag 'tag:yaml.org,2002:binary' is not allowed"),
                Arguments.of("duplicate keys", "a: 1\na: 2", "duplicate key: 'a' was given in line"),
                Arguments.of("complex key", "? [a, b]\n: c", "a key is a list, a table or an alias"),
                Arguments.of("tab", "a:\n\t- x", "YAML parse error: line 7, column 1"),
                Arguments.of("colon", "a: b: c", "mapping values are not allowed"),
                Arguments.of("unclosed quote", "a: \"x", "YAML parse error"),
                Arguments.of("control character", "a: \"\u0007\"", "YAML parse error"),
                Arguments.of("second document", "a: 1\n--- b", "YAML parse error"),
                Arguments.of("directive", "%YAML 1.1", "YAML parse error"));
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ",").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        return text.toString();
    }

    private static String wideLaughs() {
        return "a: &a [" + "1,".repeat(20_000) + "]\nb: *a\nc: *a\nd: *a";
    }

    private static String deepBlock() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileYaml")
    void refusesHostileYaml(String name, String line, String expected) {
        ParsedAgentFile file = assertTimeoutPreemptively(HANGS, () -> mdWith(line));

        assertThat(file.definition()).isNull();
        assertThat(file.errors()).singleElement().satisfies(violation -> {
            assertThat(violation.message()).contains(expected).hasSizeLessThan(500);
            assertThat(violation.line()).isNotNull();
        });
    }

    static Stream<Arguments> hostileToml() {
        return Stream.of(
                Arguments.of("deep arrays", "a = " + "[".repeat(900_000), "nested deeper than 32 levels"),
                Arguments.of("deep tables", "a = " + "{a=".repeat(10_000), "nested deeper than 32 levels"),
                Arguments.of("deep key", "a" + ".a".repeat(400_000) + " = 1", "nested deeper than 32 levels"),
                Arguments.of("deep header", "[a" + ".a".repeat(400_000) + "]", "nested deeper than 32 levels"),
                Arguments.of("many values", "a = [" + "1,".repeat(100_000) + "]", "more than 50000 values"),
                Arguments.of("many keys", manyKeys(), "more than 50000 values"),
                Arguments.of("open string", "a = \"" + "x".repeat(900_000), "string is never closed"),
                Arguments.of("open text", "a = '''" + "x\n".repeat(400_000), "text is never closed"),
                Arguments.of("backslashes", "a = \"" + "\\".repeat(900_001), "is no escape"),
                Arguments.of("long number", "a = " + "1".repeat(900_000), "is no value"),
                Arguments.of("long underscores", "a = " + "1_".repeat(400_000), "is no value"),
                Arguments.of("duplicate keys", "a = 1\na = 2", "duplicate key: 'a' was given in line 5"),
                Arguments.of("table twice", "[a]\n[a]", "duplicate key: 'a' was given in line 5"));
    }

    private static String manyKeys() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append('k').append(i).append("=1\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileToml")
    void refusesHostileToml(String name, String line, String expected) {
        ParsedAgentFile file = assertTimeoutPreemptively(HANGS, () -> tomlWith(line));

        assertThat(file.definition()).isNull();
        assertThat(file.errors()).singleElement().satisfies(violation -> {
            assertThat(violation.message()).contains(expected).hasSizeLessThan(500);
            assertThat(violation.line()).isNotNull();
        });
    }

    @Test
    void readsAMegabyteOfComments() {
        ParsedAgentFile file = assertTimeoutPreemptively(HANGS, () -> tomlWith("# x\n".repeat(250_000)));

        assertThat(file.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/../../b",
                "a\\b",
                "/etc/passwd",
                "x\u202Egnp.md",
                "a\u200Bb",
                "CON",
                "lpt1",
                "<script>",
                "a;rm -rf",
                " padded ",
                "a\tb",
                "."
            })
    void refusesTricksInNames(String name) {
        ParsedAgentFile file =
                toml("name = '''" + name + "'''\nversion='1.0.0'\ncapabilities=['a']\nsystem_prompt='x'");

        assertThat(file.name()).isNull();
        assertThat(file.errors()).singleElement().satisfies(violation -> {
            assertThat(violation.message()).startsWith("name '");
            assertThat(violation.toString()).doesNotContain("\u202E").doesNotContain("\u200B");
        });
    }

    @Test
    void refusesALongName() {
        ParsedAgentFile file =
                toml("name = '" + "x".repeat(300) + "'\nversion='1.0.0'\ncapabilities=['a']\nsystem_prompt='x'");

        assertThat(file.errors())
                .singleElement()
                .satisfies(violation ->
                        assertThat(violation.message()).isEqualTo("name has 300 characters, expected 1 to 64"));
    }

    @Test
    void namesTheLineOfANulByte() {
        ParsedAgentFile file = md("---\nname: a\u0000b\n---\n");

        assertThat(file.errors())
                .singleElement()
                .asString()
                .startsWith("agents/test.md:2:8: file contains a NUL byte, expected text");
    }

    @Test
    void refusesTwoMegabytes() {
        ParsedAgentFile file = md("---\n" + "x".repeat(2 << 20));

        assertThat(file.errors())
                .singleElement()
                .asString()
                .contains("file has 2097156 bytes, expected at most 1048576 (1 MiB)");
    }

    @Test
    void readsOverAByteOrderMarkWithAWarning() {
        ParsedAgentFile file = md("\uFEFF---\nname: a\nversion: 1.0.0\ncapabilities: [a]\n---\nYou help.");

        assertThat(file.errors()).isEmpty();
        assertThat(warnings(file)).singleElement().asString().contains("byte order mark");
    }

    @Test
    void readsWindowsLineEndsWithAWarning() {
        ParsedAgentFile file = md("---\r\nname: a\r\nversion: 1.0.0\r\ncapabilities: [a]\r\n---\r\nYou\r\nhelp.\r\n");

        assertThat(file.errors()).isEmpty();
        assertThat(file.definition().systemPrompt()).isEqualTo("You\nhelp.");
        assertThat(warnings(file)).singleElement().asString().startsWith("agents/test.md:1:4: lines end in CR LF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "name: a\n", "# A heading\n\nText", "--- \nname: a\n", "---"})
    void refusesMarkdownWithoutFrontmatter(String content) {
        assertThat(md(content).errors())
                .singleElement()
                .asString()
                .containsAnyOf("file has no frontmatter", "frontmatter is never closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b", "text", "42"})
    void refusesFrontmatterWithoutKeys(String yaml) {
        assertThat(md("---\n" + yaml + "\n---\n").errors())
                .singleElement()
                .asString()
                .contains("expected keys with values");
    }

    @Test
    void neverFailsOnMutatedFiles() {
        Random random = new Random(3_1415);
        String markdown = "---\n"
                + "name: Test\n"
                + "version: \"1.0.0\"\n"
                + "capabilities:\n"
                + "  - a\n"
                + "  - b-c:v1.2\n"
                + "tools: [http_client]\n"
                + "parameters: {x: 1, y: [a, b]}\n"
                + "memory:\n"
                + "  scope: agent\n"
                + "system_prompt: |\n"
                + "  You {{request}} {{#data}}x{{/data}}\n"
                + "---\n"
                + "# Body {{context}}\n";
        String toml = "name = \"Test\"\n"
                + "version = \"1.0.0\"\n"
                + "capabilities = [\"a\", 'b-c:v1.2']\n"
                + "tools = ['http_client']\n"
                + "[parameters]\n"
                + "x = 1\n"
                + "y = ['a', {b = 2}]\n"
                + "system_prompt = '''\n"
                + "You {{request}}\n"
                + "'''\n"
                + "[memory]\n"
                + "scope='agent'\n";
        for (int run = 0; run < 5_000; run++) {
            boolean yaml = run % 2 == 0;
            String mutant = mutated(yaml ? markdown : toml, random);
            AgentFileFormat format = yaml ? AgentFileFormat.MARKDOWN : AgentFileFormat.TOML;

            ParsedAgentFile file = assertTimeoutPreemptively(
                    HANGS, () -> AgentFiles.PARSER.parse(new AgentFile("fuzz", format, mutant)));

            assertThat(file.definition() == null)
                    .as(mutant)
                    .isEqualTo(!file.errors().isEmpty());
        }
    }

    private static String mutated(String seed, Random random) {
        String spice = "\u0000\t\n\r &*!|>%@`'\"#,[]{}:-?\\\u202E\uFEFF\uD800aZ0~<<={{}}/^$";
        StringBuilder text = new StringBuilder(seed);
        for (int change = random.nextInt(8); change >= 0; change--) {
            int at = random.nextInt(text.length());
            int length = Math.min(random.nextInt(20), text.length() - at);
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, spice.charAt(random.nextInt(spice.length())));
                case 1 -> text.insert(at, spice.charAt(random.nextInt(spice.length())));
                case 2 -> text.delete(at, at + length);
                case 3 -> text.insert(at, text.substring(at, at + length));
                default ->
                    text.insert(
                            at,
                            String.valueOf(spice.charAt(random.nextInt(spice.length())))
                                    .repeat(50));
            }
            if (text.isEmpty()) {
                text.append('x');
            }
        }
        return text.toString();
    }
}
