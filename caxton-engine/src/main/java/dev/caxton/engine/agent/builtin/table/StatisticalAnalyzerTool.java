package dev.caxton.engine.agent.builtin.table;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.engine.agent.builtin.schema.Arguments;
import dev.caxton.engine.agent.builtin.schema.InputSchema;
import dev.caxton.engine.agent.builtin.schema.Property;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works out statistics of a table or of a list of numbers. Thread-safe. */
public final class StatisticalAnalyzerTool implements Tool {

    private static final int MOST_NUMBERS = 100_000;

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "statistical_analyzer",
            "Works out statistics of a table or a list of numbers: mean, median, standard deviation, correlation"
                    + " between columns, linear trend over time, totals and averages by group, outliers, highest and"
                    + " lowest rows.",
            InputSchema.forRequestsWith(
                            "statistics",
                            "statistical",
                            "mean",
                            "average",
                            "median",
                            "standard deviation",
                            "correlation",
                            "correlate",
                            "depend",
                            "trend",
                            "outlier",
                            "anomaly",
                            "top",
                            "bottom",
                            "highest",
                            "lowest",
                            "largest",
                            "smallest",
                            "group by",
                            "total",
                            "sum",
                            "minimum",
                            "maximum",
                            "growth")
                    .optional(
                            "table",
                            Property.any("Table, as another tool returned it.").media(Table.MEDIA_TYPE))
                    .optional(
                            "numbers",
                            Property.array("Numbers, where there is no table.", Property.number())
                                    .items(MOST_NUMBERS))
                    .optional(
                            "column",
                            Property.string("Column of numbers; every such column where none is named.")
                                    .format("column")
                                    .columnType("number")
                                    .words("of", "in"))
                    .optional(
                            "by",
                            Property.string("Column to group by, or to take the trend over.")
                                    .format("column")
                                    .words("by", "per", "for each", "grouped by", "group by", "over", "across")
                                    .introduced())
                    .optional(
                            "other",
                            Property.string("Second column of numbers, for a correlation.")
                                    .format("column")
                                    .columnType("number")
                                    .words("and", "with", "to"))
                    .optional(
                            "operation",
                            Property.string("What to work out.")
                                    .values("correlation", "trend", "outliers", "top", "bottom", "group_by", "summary")
                                    .words(operationWords())
                                    .needs(Map.of("group_by", List.of("by")))
                                    .general("group_by", "summary")
                                    .fallback("summary"))
                    .optional(
                            "aggregate",
                            Property.string("How a group is put together.")
                                    .values("mean", "median", "count", "min", "max", "sum")
                                    .words(Map.of(
                                            "mean", List.of("mean", "average"),
                                            "median", List.of("median"),
                                            "count", List.of("count", "how many", "number of"),
                                            "min", List.of("minimum", "lowest", "smallest"),
                                            "max", List.of("maximum", "highest", "largest"),
                                            "sum", List.of("sum", "total")))
                                    .fallback("sum"))
                    .optional(
                            "limit",
                            Property.integer("How many rows or groups to name.")
                                    .range(1, 100)
                                    .words("top", "bottom", "highest", "lowest", "largest", "smallest", "best", "worst")
                                    .fallback(5))
                    .anyOf("table", "numbers")
                    .build(),
            List.of(),
            "builtin");

    private static Map<String, List<String>> operationWords() {
        Map<String, List<String>> words = new LinkedHashMap<>();
        words.put("correlation", List.of("correlation", "correlate", "relationship between", "related", "depend"));
        words.put("trend", List.of("trend", "slope", "growth", "over time", "increasing", "decreasing"));
        words.put("outliers", List.of("outlier", "anomaly", "unusual values"));
        words.put("top", List.of("top", "highest", "largest", "best", "biggest"));
        words.put("bottom", List.of("bottom", "lowest", "smallest", "worst"));
        words.put("group_by", List.of("by", "per", "for each", "group", "across"));
        words.put(
                "summary",
                List.of(
                        "statistics",
                        "mean",
                        "average",
                        "median",
                        "standard deviation",
                        "sum",
                        "total",
                        "minimum",
                        "maximum"));
        return words;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Arguments arguments = new Arguments(call);
        Table table =
                arguments.value("table").map(Table::fromJson).orElseGet(() -> listed(arguments.numbers("numbers")));
        String column = arguments.optionalText("column").orElse(null);
        String by = arguments.optionalText("by").orElse(null);
        int limit = arguments.integer("limit", 5);
        return switch (arguments.text("operation", "summary")) {
            case "correlation" ->
                Correlations.of(
                        table, columns(column, arguments.optionalText("other").orElse(null)));
            case "trend" -> Trend.of(table, numeric(table, column), by);
            case "outliers" -> Outliers.of(table, numeric(table, column), limit);
            case "top" -> RankedRows.of(table, numeric(table, column), limit, true);
            case "bottom" -> RankedRows.of(table, numeric(table, column), limit, false);
            case "group_by" -> Groups.result(table, required(by, table), column, arguments.text("aggregate", "sum"));
            default -> summary(table, column);
        };
    }

    private static ToolResult summary(Table table, @Nullable String column) {
        List<Integer> chosen = column == null ? table.ofType(ColumnType.NUMBER) : List.of(table.requireNumbers(column));
        if (chosen.isEmpty()) {
            throw noNumbers(table);
        }
        List<ColumnStatistics> statistics =
                chosen.stream().map(index -> new ColumnStatistics(table, index)).toList();
        String text = String.join(
                "\n", statistics.stream().map(ColumnStatistics::describe).toList());
        return new ToolResult.Success(
                text,
                Map.of(
                        "columns",
                        statistics.stream().map(ColumnStatistics::toJson).toList()),
                List.of());
    }

    private static Table listed(List<Double> numbers) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Double number : numbers) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(number);
            rows.add(row);
        }
        return new Table("numbers", List.of(new Table.Column("numbers", ColumnType.NUMBER)), rows);
    }

    private static List<String> columns(@Nullable String first, @Nullable String second) {
        List<String> named = new ArrayList<>();
        if (first != null) {
            named.add(first);
        }
        if (second != null) {
            named.add(second);
        }
        return named;
    }

    /** The named column of numbers, or the only one, or the last: what is measured usually stands behind its keys. */
    private static int numeric(Table table, @Nullable String column) {
        if (column != null) {
            return table.requireNumbers(column);
        }
        List<Integer> numeric = table.ofType(ColumnType.NUMBER);
        if (numeric.isEmpty()) {
            throw noNumbers(table);
        }
        return numeric.get(numeric.size() - 1);
    }

    private static String required(@Nullable String by, Table table) {
        if (by == null) {
            throw new ToolFailedException(
                    "invalid_arguments",
                    "Argument 'by' is missing for operation group_by; the columns are " + table.names(),
                    "Name the column to group by.");
        }
        return by;
    }

    static ToolFailedException noNumbers(Table table) {
        return new ToolFailedException(
                "not_numeric",
                "Table '" + table.name() + "' has no column of numbers; its columns are " + table.names(),
                null);
    }
}
