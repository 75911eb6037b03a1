package dev.caxton.engine.agent.builtin.table;

import dev.caxton.api.spi.ToolResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** Rows with the highest or lowest values of a column. */
final class RankedRows {

    private static final int COLUMNS_SHOWN = 6;
    private static final int LONGEST_VALUE = 60;

    private RankedRows() {}

    static ToolResult of(Table table, int column, int limit, boolean highestFirst) {
        Comparator<Integer> order = Comparator.comparingDouble(
                (Integer i) -> table.rows().get(i).get(column) instanceof Number number ? number.doubleValue() : 0);
        List<Integer> rows = IntStream.range(0, table.rows().size())
                .filter(i -> table.rows().get(i).get(column) instanceof Number)
                .boxed()
                .sorted(highestFirst ? order.reversed() : order)
                .limit(limit)
                .toList();
        String name = table.columns().get(column).name();
        StringBuilder text = new StringBuilder(highestFirst ? "Highest " : "Lowest ")
                .append(name)
                .append(":");
        rows.forEach(i -> text.append("\n- ").append(line(table, i, column)));
        return new ToolResult.Success(
                text.toString(),
                Map.of(
                        "column",
                        name,
                        "rows",
                        rows.stream().map(i -> table.rows().get(i)).toList()),
                List.of());
    }

    /** A row in one line, the value first. */
    static String line(Table table, int row, int column) {
        StringJoiner others = new StringJoiner(", ", " (", ")").setEmptyValue("");
        int shown = 0;
        for (int i = 0; i < table.columns().size() && shown < COLUMNS_SHOWN; i++) {
            Object value = table.rows().get(row).get(i);
            if (i != column && value != null) {
                others.add(table.columns().get(i).name() + " " + show(value));
                shown++;
            }
        }
        Object value = table.rows().get(row).get(column);
        return (value == null ? "missing" : show(value)) + others;
    }

    private static String show(Object value) {
        String text = value instanceof Number number ? Figures.show(number.doubleValue()) : value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
