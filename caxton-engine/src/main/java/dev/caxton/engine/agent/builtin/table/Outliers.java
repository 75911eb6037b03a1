package dev.caxton.engine.agent.builtin.table;

import dev.caxton.api.spi.ToolResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;

/** Values beyond Tukey's fences: 1.5 times the distance between the quartiles, below the first or above the third. */
final class Outliers {

    private static final double FENCE = 1.5;

    private Outliers() {}

    static ToolResult of(Table table, int column, int limit) {
        double[] numbers = ColumnStatistics.numbers(table, column);
        if (numbers.length == 0) {
            throw StatisticalAnalyzerTool.noNumbers(table);
        }
        double first = StatUtils.percentile(numbers, 25);
        double third = StatUtils.percentile(numbers, 75);
        double low = first - FENCE * (third - first);
        double high = third + FENCE * (third - first);
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < table.rows().size(); i++) {
            if (table.rows().get(i).get(column) instanceof Number number
                    && (number.doubleValue() < low || number.doubleValue() > high)) {
                rows.add(i);
            }
        }
        double middle = ColumnStatistics.median(numbers);
        rows.sort(Comparator.comparingDouble(i -> -Math.abs(value(table, i, column) - middle)));
        String name = table.columns().get(column).name();
        StringBuilder text = new StringBuilder()
                .append(Figures.count(rows.size(), "value", "values"))
                .append(" of ")
                .append(name)
                .append(" outside ")
                .append(Figures.show(low))
                .append(" to ")
                .append(Figures.show(high))
                .append(" (1.5 times the distance between the quartiles)");
        rows.stream().limit(limit).forEach(i -> text.append("\n- ").append(RankedRows.line(table, i, column)));
        return new ToolResult.Success(
                text.toString(),
                Map.of(
                        "column", name,
                        "low", low,
                        "high", high,
                        "count", rows.size(),
                        "values",
                                rows.stream()
                                        .limit(limit)
                                        .map(i -> value(table, i, column))
                                        .toList()),
                List.of());
    }

    private static double value(Table table, int row, int column) {
        return ((Number) Objects.requireNonNull(table.rows().get(row).get(column))).doubleValue();
    }
}
