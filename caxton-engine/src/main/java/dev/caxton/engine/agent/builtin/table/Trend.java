package dev.caxton.engine.agent.builtin.table;

import dev.caxton.api.spi.ToolResult;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;

/** A straight line through the values of a column, over dates, over another column of numbers, or row by row. */
final class Trend {

    private Trend() {}

    static ToolResult of(Table table, int column, @Nullable String over) {
        List<Integer> dates = table.ofType(ColumnType.DATE);
        Integer by = over == null ? (dates.isEmpty() ? null : dates.get(0)) : (Integer) table.require(over);
        boolean byDate = by != null && table.columns().get(by).type() == ColumnType.DATE;
        SimpleRegression line = new SimpleRegression();
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < table.rows().size(); i++) {
            Object y = table.rows().get(i).get(column);
            double x =
                    by == null ? i + 1 : TableColumns.place(table.rows().get(i).get(by));
            if (y instanceof Number number && Double.isFinite(x)) {
                line.addData(x, number.doubleValue());
                first = Math.min(first, x);
                last = Math.max(last, x);
            }
        }
        if (line.getN() < 2 || first == last) {
            throw new ToolFailedException(
                    "too_few_values",
                    "Column '" + table.columns().get(column).name() + "' has values at "
                            + (line.getN() == 0 ? "no" : "one") + " point, a trend needs 2",
                    null);
        }
        String unit =
                by == null ? "row" : byDate ? "day" : table.columns().get(by).name();
        String overName = by == null ? "the rows" : table.columns().get(by).name();
        String text = "Linear trend of " + table.columns().get(column).name() + " over " + overName + ": "
                + (line.getSlope() >= 0 ? "+" : "") + Figures.show(line.getSlope()) + " for each " + unit + ", from "
                + Figures.show(line.predict(first)) + " to " + Figures.show(line.predict(last)) + " on the line, R² = "
                + Figures.show(line.getRSquare()) + ", " + Figures.count(line.getN(), "value", "values") + ".";
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("column", table.columns().get(column).name());
        data.put("over", overName);
        data.put("slope", line.getSlope());
        data.put("intercept", line.getIntercept());
        if (Double.isFinite(line.getRSquare())) {
            data.put("r_squared", line.getRSquare());
        }
        data.put("values", line.getN());
        return new ToolResult.Success(text, data, List.of());
    }
}
