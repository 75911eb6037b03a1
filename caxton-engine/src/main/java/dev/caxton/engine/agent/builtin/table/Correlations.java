package dev.caxton.engine.agent.builtin.table;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/** Pearson's correlation between columns, over the rows in which both have a value. */
final class Correlations {

    private static final int MOST_PAIRS = 10;
    private static final int MOST_COLUMNS = 50;

    private Correlations() {}

    private record Pair(String first, String second, double r, int rows) {}

    /** Between the named columns; between every pair of number columns, the strongest first, where fewer than two are named. */
    static ToolResult of(Table table, List<String> named) {
        List<Integer> columns = named.size() == 2
                ? named.stream().map(table::requireNumbers).toList()
                : table.ofType(ColumnType.NUMBER).stream().limit(MOST_COLUMNS).toList();
        if (columns.size() < 2) {
            throw new ToolFailedException(
                    "too_few_columns",
                    "Table '" + table.name() + "' has " + columns.size() + " columns of numbers, a correlation needs 2",
                    null);
        }
        Integer only = named.size() == 1 ? (Integer) table.requireNumbers(named.get(0)) : null;
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            for (int j = i + 1; j < columns.size(); j++) {
                if (only == null || only.equals(columns.get(i)) || only.equals(columns.get(j))) {
                    pairs.add(pair(table, columns.get(i), columns.get(j)));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> Double.isNaN(pair.r()) ? 1 : -Math.abs(pair.r())));
        return result(pairs.subList(0, Math.min(MOST_PAIRS, pairs.size())));
    }

    private static Pair pair(Table table, int first, int second) {
        List<double[]> both = table.rows().stream()
                .filter(row -> row.get(first) instanceof Number && row.get(second) instanceof Number)
                .map(row -> new double[] {number(row.get(first)), number(row.get(second))})
                .toList();
        double[] xs = both.stream().mapToDouble(pair -> pair[0]).toArray();
        double[] ys = both.stream().mapToDouble(pair -> pair[1]).toArray();
        double r = both.size() < 3 ? Double.NaN : new PearsonsCorrelation().correlation(xs, ys);
        return new Pair(
                table.columns().get(first).name(), table.columns().get(second).name(), r, both.size());
    }

    private static double number(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static ToolResult result(List<Pair> pairs) {
        StringBuilder text = new StringBuilder("Pearson correlation:");
        List<Map<String, Object>> data = new ArrayList<>();
        for (Pair pair : pairs) {
            text.append("\n- ")
                    .append(pair.first())
                    .append(" and ")
                    .append(pair.second())
                    .append(": r = ")
                    .append(Figures.show(pair.r()))
                    .append(" over ")
                    .append(Figures.count(pair.rows(), "row", "rows"));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("first", pair.first());
            json.put("second", pair.second());
            json.put("rows", pair.rows());
            if (Double.isFinite(pair.r())) {
                json.put("r", pair.r());
            }
            data.add(json);
        }
        return new ToolResult.Success(text.toString(), Map.of("correlations", data), List.of());
    }
}
