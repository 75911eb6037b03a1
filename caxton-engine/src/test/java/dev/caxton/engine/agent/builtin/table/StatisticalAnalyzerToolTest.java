package dev.caxton.engine.agent.builtin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.agent.builtin.http.TestTools;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticalAnalyzerToolTest {

    private static final String CSV = """
        day,shop,sold,price
        2026-01-01,north,1,10
        2026-01-02,south,2,8
        2026-01-03,north,3,6
        2026-01-04,south,4,4
        2026-01-05,north,5,2
        2026-01-06,south,60,0
        """;

    private final StatisticalAnalyzerTool tool = new StatisticalAnalyzerTool();

    private static Object table() {
        ToolResult.Success parsed =
                (ToolResult.Success) new CsvParserTool().call(TestTools.call(Map.of("content", CSV)));
        return parsed.artifacts().get(0).value();
    }

    private ToolResult.Success analyze(Object... arguments) {
        Map<String, Object> all = new HashMap<>();
        all.put("table", table());
        for (int i = 0; i < arguments.length; i += 2) {
            all.put((String) arguments[i], arguments[i + 1]);
        }
        return (ToolResult.Success) tool.call(TestTools.call(all));
    }

    @Test
    void findsACorrelationThatIsPerfect() {
        ToolResult.Success success = (ToolResult.Success) tool.call(TestTools.call(Map.of(
                "table",
                List.of(
                        Map.of("x", 1, "y", -2),
                        Map.of("x", 2, "y", -4),
                        Map.of("x", 3, "y", -6),
                        Map.of("x", 4, "y", -8)),
                "operation",
                "correlation")));

        Map<?, ?> pair = (Map<?, ?>) ((List<?>) success.data().get("correlations")).get(0);
        assertThat((Double) pair.get("r")).isCloseTo(-1, within(1e-12));
    }

    @Test
    void findsTheLineThroughPointsOnALine() {
        ToolResult.Success success = analyze("operation", "trend", "column", "price", "by", "day");

        assertThat((Double) success.data().get("slope")).isCloseTo(-2, within(1e-9));
        assertThat((Double) success.data().get("r_squared")).isCloseTo(1, within(1e-9));
        assertThat(success.text()).contains("-2 for each day, from 10 to 0");
    }

    @Test
    void putsGroupsTogether() {
        assertThat(analyze("operation", "group_by", "by", "shop", "column", "sold")
                        .text())
                .isEqualTo("sum of sold by shop:\n- south: 66\n- north: 9");
        assertThat(analyze("operation", "group_by", "by", "shop", "column", "sold", "aggregate", "median")
                        .text())
                .contains("- south: 4", "- north: 3");
        assertThat(analyze("operation", "group_by", "by", "shop", "aggregate", "count")
                        .text())
                .isEqualTo("Number of rows by shop:\n- north: 3\n- south: 3");
    }

    @Test
    void findsAnOutlier() {
        ToolResult.Success success = analyze("operation", "outliers", "column", "sold");

        assertThat(success.data()).containsEntry("count", 1).containsEntry("values", List.of(60.0));
        assertThat(success.text()).contains("60 (day 2026-01-06, shop south, price 0)");
    }

    @Test
    void ranksRows() {
        assertThat(analyze("operation", "top", "column", "sold", "limit", 2).text())
                .startsWith("Highest sold:\n- 60 (")
                .contains("\n- 5 (");
        assertThat(analyze("operation", "bottom", "column", "sold", "limit", 1).text())
                .startsWith("Lowest sold:\n- 1 (");
    }

    @Test
    void summarizesNumbersWithoutATable() {
        ToolResult.Success success =
                (ToolResult.Success) tool.call(TestTools.call(Map.of("numbers", List.of(1, 2, 3, 4))));

        assertThat(success.text()).contains("mean 2.5, median 2.5", "sum 10");
    }

    @ParameterizedTest
    @CsvSource({
        "top, nothing, , unknown_column",
        "top, shop, , not_numeric",
        "group_by, sold, , invalid_arguments",
        "trend, sold, nothing, unknown_column",
        "correlation, shop, , not_numeric"
    })
    void saysWhatIsWrongWithTheColumns(String operation, String column, String by, String code) {
        assertThatThrownBy(() -> {
                    if (by == null) {
                        analyze("operation", operation, "column", column);
                    } else {
                        analyze("operation", operation, "column", column, "by", by);
                    }
                })
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({"7", "text", "'{columns: 3}'"})
    void refusesWhatIsNoTable(String table) {
        assertThatThrownBy(() -> tool.call(TestTools.call(Map.of("table", table))))
                .isInstanceOfSatisfying(
                        ToolFailedException.class,
                        e -> assertThat(e.failure().code()).isEqualTo("malformed_table"));
    }
}
