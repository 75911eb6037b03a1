package dev.caxton.engine.agent.builtin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.agent.builtin.http.TestTools;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvParserToolTest {

    private final CsvParserTool tool = new CsvParserTool();

    private ToolResult.Success parse(String content) {
        return (ToolResult.Success) tool.call(TestTools.call(Map.of("content", content)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> column(ToolResult.Success success, int index) {
        return new java.util.TreeMap<>(
                (Map<String, Object>) ((List<?>) success.data().get("columns")).get(index));
    }

    private void failsWith(String code, Map<String, Object> arguments, Map<String, Object> parameters) {
        assertThatThrownBy(() -> tool.call(TestTools.call(arguments, parameters)))
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }

    @Test
    void tellsTheStatisticsOfNumbers() {
        ToolResult.Success success = parse("v\n2\n4\n4\n4\n5\n5\n7\n9\n");

        Map<String, Object> column = column(success, 0);
        assertThat(column.get("mean")).isEqualTo(5.0);
        assertThat(column.get("median")).isEqualTo(4.5);
        assertThat((Double) column.get("stddev")).isCloseTo(Math.sqrt(32 / 7.0), within(1e-12));
        assertThat(column.get("sum")).isEqualTo(40.0);
        assertThat(column.get("min")).isEqualTo(2.0);
        assertThat(column.get("max")).isEqualTo(9.0);
        assertThat(column.get("distinct")).isEqualTo(5);
    }

    @Test
    void findsTypesOfColumns() {
        ToolResult.Success success =
                parse("id;price;day;paid;note\n1;\"1.234,50\";2026-01-05;yes;x\n2;0,5;06.01.2026;no;y\n");

        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(i -> column(success, i).get("type"))
                .containsExactly("number", "number", "date", "boolean", "text");
        assertThat(column(success, 1).get("max")).isEqualTo(1234.5);
        assertThat(column(success, 2).get("max")).isEqualTo("2026-01-06");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a,b\\n1,2!comma",
                "a;b\\n1;2!semicolon",
                "a\\tb\\n1\\t2!tab",
                "a|b\\n1|2!bar",
                "\"x,y\";b\\n\"1,5\";2!semicolon",
                "a,b;c\\n1,2;3\\n4,5;6!comma",
                "single\\n1\\n2!comma"
            })
    void findsTheDelimiter(String content, String delimiter) {
        assertThat(parse(content.replace("\\n", "\n").replace("\\t", "\t")).data())
                .containsEntry("delimiter", delimiter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a,b\\n1,2!true",
                "1,2\\n3,4!false",
                "name,name\\nx,y!false",
                "2026-01-01,x\\n2026-01-02,y!false",
                "x,\\ny,z!false",
                "city,country\\nOslo,Norway!true"
            })
    void findsOutWhetherThereAreHeadings(String content, boolean header) {
        assertThat(parse(content.replace("\\n", "\n")).data()).containsEntry("header", header);
    }

    @Test
    void takesDelimiterAndHeadingsAsTold() {
        ToolResult.Success success = (ToolResult.Success) tool.call(
                TestTools.call(Map.of("content", "a,b;c\n1,2;3\n", "delimiter", "semicolon", "header", false)));

        assertThat(success.data()).containsEntry("rows", 2).containsEntry("delimiter", "semicolon");
        assertThat(column(success, 0).get("name")).isEqualTo("column_1");
    }

    @Test
    void countsMissingAndBrokenValues() {
        ToolResult.Success success = parse("v,w\n1,a\n2,b\n3,c\nNA,d\n5,e\n6,f\n7,g\n8,h\n9,i\n10,j\n11,k\nbroken,l\n");

        assertThat(column(success, 0).get("type")).isEqualTo("number");
        assertThat(column(success, 0).get("missing")).isEqualTo(2);
        assertThat(success.data().get("broken_values")).isEqualTo(Map.of("v", 1));
        assertThat(success.text()).contains("1 value of v does not fit its type");
    }

    @Test
    void evensOutARaggedRow() {
        ToolResult.Success success =
                parse("a,b,c\n1,2,3\n4,5\n7,8,9\n1,2,3\n4,5,6\n7,8,9\n1,2,3,4\n7,8,9\n1,2,3\n4,5,6\n");

        assertThat(success.data()).containsEntry("ragged_rows", 2).containsEntry("rows", 10);
    }

    @Test
    void readsQuotesLineBreaksAndTheByteOrderMark() {
        ToolResult.Success success = parse("\uFEFFname,note\r\n\"Ada, Countess\",\"first\nsecond \"\"quoted\"\"\"\r\n");

        Map<?, ?> table = (Map<?, ?>) success.artifacts().get(0).value();
        assertThat(table.get("rows")).isEqualTo(List.of(List.of("Ada, Countess", "first\nsecond \"quoted\"")));
        assertThat(column(success, 0).get("name")).isEqualTo("name");
    }

    @Test
    void makesHeadingsUnique() {
        ToolResult.Success success =
                (ToolResult.Success) tool.call(TestTools.call(Map.of("content", "x,X,\n1,2,3\n", "header", true)));

        assertThat(List.of(0, 1, 2))
                .extracting(i -> column(success, i).get("name"))
                .containsExactly("x", "X_2", "column_3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n \n",
                "<html><p>hello</p></html>",
                "{\"a\":1}",
                "a,b\n\"open,1\n",
                "a,b\n\"x\"y,1\n",
                "a,b,c\n1\n2\n3,4\n5,6,7,8\n"
            })
    void refusesWhatIsNoTable(String content) {
        failsWith("malformed_csv", Map.of("content", content), Map.of());
    }

    @Test
    void refusesTooManyRows() {
        failsWith("too_many_rows", Map.of("content", "v\n" + "1\n".repeat(100_001)), Map.of());
    }

    @Test
    void readsAsManyRowsAsAreAllowed() {
        assertThat(parse("v\n" + "1\n".repeat(100_000)).data()).containsEntry("rows", 100_000);
    }

    @Test
    void refusesTooManyColumns() {
        failsWith("malformed_csv", Map.of("content", "v,".repeat(1_001) + "v\n"), Map.of());
    }

    @Test
    void respectsTheAgentsOwnLimit() {
        failsWith("too_large", Map.of("content", "v\n" + "1\n".repeat(600)), Map.of("max_file_size", "1KB"));
    }

    @Test
    void survivesRandomText() {
        Random random = new Random(7);
        String alphabet = "ab1,;\t|\"'\n\r .-€%$\uFEFF\\{<";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(parse(text.toString()).text()).isNotBlank();
            } catch (ToolFailedException e) {
                assertThat(e.failure().code()).isEqualTo("malformed_csv");
            }
        }
    }

    @Test
    void findsTheSameFiguresAsANaiveCount() {
        Random random = new Random(11);
        StringBuilder csv = new StringBuilder("x\n");
        double[] values = new double[501];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(random.nextGaussian() * 1e4) / 100.0;
            csv.append(values[i]).append('\n');
        }
        Map<String, Object> column = column(parse(csv.toString()), 0);

        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        java.util.Arrays.sort(values);
        assertThat((Double) column.get("mean")).isCloseTo(mean, within(1e-9));
        assertThat((Double) column.get("stddev")).isCloseTo(Math.sqrt(squares / 500), within(1e-9));
        assertThat((Double) column.get("median")).isEqualTo(values[250]);
    }
}
