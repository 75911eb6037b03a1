package dev.caxton.engine.agent.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Holds the reader against tomlj, which reads small texts well. */
class TomlReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "a = 1 # comment\nb = 'x'",
                "a.b.c = 1\na.b.d = 2\na.e = 3",
                "\"quoted key\" = 1\n'literal.key' = 2\n3 = 4\nbare-key_5 = 6",
                "a = 1_000\nb = +5\nc = -0\nd = 0xDEAD_beef\ne = 0o17\nf = 0b1010",
                "a = 1.5\nb = -0.1e10\nc = 6.02E+23\nd = 1e5\ne = 9_224_617.445_991",
                "a = true\nb = false",
                "a = \"tab\\t quote\\\" uni\\u00e9 \\U0001F600 back\\\\\"",
                "a = 'C:\\path\\x'",
                "a = \"\"\"\nline one\n  line two \\\n    joined\\\n\n\n   again\"\"\"",
                "a = \"\"\"quotes \"\" inside\"\"\"\"\"",
                "a = '''\n'literal' \\n ''two'' '''''",
                "a = [1, 2, 3]\nb = [\n  'x', # one\n  'y',\n]\nc = []\nd = [[1], ['a', {b = 2}]]",
                "a = {}\nb = {x = 1, y.z = 'q'}",
                "[a]\nb = 1\n[a.c]\nd = 2\n[e.f]\ng = 3\n[e]\nh = 4",
                "[[p]]\nn = 1\n[[p]]\nn = 2\n[p.q]\nr = 3\n[[p.s]]\nt = 4",
                "a = 1979-05-27\n"
                        + "b = 07:32:00\n"
                        + "c = 1979-05-27T07:32:00Z\n"
                        + "d = 1979-05-27 07:32:00-07:00\n"
                        + "e = 1979-05-27T00:32:00.999",
                "[ a . b ]\nc=1",
                "a = \"\"\"\\u0041\"\"\"",
                "[fruit]\napple.color = 1\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = true"
            })
    void readsWhatTomlAllows(String text) {
        assertThat(read(text)).as(text).isEqualTo(oracle(text));
        assertThat(oracle(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a =",
                "= 1",
                "a = 1 b = 2",
                "a = 01",
                "a = 1__0",
                "a = 1.",
                "a = .5",
                "a = 1.e5",
                "a = tru",
                "a = TRUE",
                "a = 'x",
                "a = \"x",
                "a = \"x\\q\"",
                "a = \"\\u12\"",
                "a = \"\\ud800\"",
                "a = '''x",
                "a = \"\"\"x",
                "a = [1, 2",
                "a = [1 2]",
                "a = [,]",
                "a = {b = 1",
                "a = {b = 1,}",
                "a = {b = 1\n}",
                "[a",
                "[a]]",
                "[]",
                "[a] b = 1",
                "[[a]",
                "a = 1\na = 2",
                "a = 1\n[a]",
                "[a]\n[a]",
                "[a.b]\n[a]\nb = 1",
                "[a.b.c]\nz = 9\n[a]\nb.c.t = 1",
                "[fruit]\napple.color = 1\n[fruit.apple]",
                "a = [1]\n[[a]]",
                "[[a]]\n[a]",
                "[a]\n[[a]]",
                "a = {b = 1}\n[a.c]",
                "a = {b = 1}\na.c = 2",
                "a.b = 1\na.b.c = 2",
                "a = 1979-13-27",
                "a = 1979-05-27T25:00:00",
                "a = 9223372036854775808",
                "a = \"x\u0001\"",
                "# \u0001"
            })
    void refusesWhatTomlForbids(String text) {
        assertThat(read(text)).as(text).isNull();
        assertThat(oracle(text)).as("tomlj reads " + text).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name = | line 1, column 7: found the end of the line, expected a value",
                "name = maybe | line 1, column 8: 'maybe' is no value, expected a string",
                "version = 1.0.0 | line 1, column 11: '1.0.0' is no value, expected a string",
                "name \"x\" | line 1, column 6: found '\"', expected '='",
                "name = \"x | line 1, column 8: string is never closed",
                "a = 'x' y | line 1, column 9: found 'y', expected the end of the line"
            })
    void saysWhatItFoundAndWhatItExpected(String line, String expected) {
        Findings findings = new Findings("x.toml");

        TomlReader.read(SourceText.of(line + "\n", findings), findings);

        assertThat(findings.errors().getFirst().message()).startsWith("TOML parse error: " + expected);
    }

    @Test
    void reportsEveryBrokenLine() {
        Findings findings = new Findings("x.toml");

        TomlReader.read(SourceText.of("a =\nb = 1\nc = ?\nb = 2\n", findings), findings);

        assertThat(findings.errors()).extracting(violation -> violation.line()).containsExactly(1, 3, 4);
    }

    @Test
    void agreesWithTheOracleOnMutatedTexts() {
        Random random = new Random(20_250_115);
        String seed =
                "a = 1\nb.c = 'x'\n[d]\ne = [1, {f = \"g\\n\"}]\n[[h]]\ni = 1.5e3\nj = '''\nk\n'''\n[d.l]\nm=true\n";
        String alphabet = "ab=.[]{}'\"\\\n #,1_e-+:tn0x";
        for (int run = 0; run < 4_000; run++) {
            StringBuilder text = new StringBuilder(seed);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.deleteCharAt(at);
                }
            }
            String mutant = text.toString();
            assertThat(read(mutant)).as(mutant).isEqualTo(oracle(mutant));
        }
    }

    private static Object read(String text) {
        Findings findings = new Findings("x.toml");
        FileValue.Table table = TomlReader.read(SourceText.of(text, findings), findings);
        return table == null ? null : table.plain();
    }

    private static Object oracle(String text) {
        TomlParseResult result = Toml.parse(text, TomlVersion.V1_0_0);
        return result.hasErrors() ? null : plain(result);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case TomlTable table -> {
                Map<String, Object> map = new LinkedHashMap<>();
                table.keySet().forEach(key -> map.put(key, plain(table.get(List.of(key)))));
                yield map;
            }
            case TomlArray array -> {
                List<Object> list = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    list.add(plain(array.get(i)));
                }
                yield list;
            }
            case Temporal time -> time.toString();
            default -> value;
        };
    }
}
