package dev.caxton.engine.agent.builtin.chart;

import dev.caxton.engine.agent.builtin.table.ColumnType;
import dev.caxton.engine.agent.builtin.table.Groups;
import dev.caxton.engine.agent.builtin.table.Table;
import dev.caxton.engine.agent.builtin.table.TableColumns;
import dev.caxton.engine.tool.ToolFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a table into what a chart shows. */
final class ChartTable {

    private static final int MOST_BARS = 60;
    private static final int MOST_WEDGES = 8;
    private static final int MOST_POINTS = 5_000;

    private ChartTable() {}

    /** What the request leaves open, found out from the table: kind, columns. */
    record Choice(ChartType type, int x, int y) {}

    static Choice choose(Table table, @Nullable ChartType wanted, @Nullable String xName, @Nullable String yName) {
        List<Integer> numbers = table.ofType(ColumnType.NUMBER);
        List<Integer> dates = table.ofType(ColumnType.DATE);
        int y = yName != null ? table.requireNumbers(yName) : numbers.isEmpty() ? -1 : numbers.get(numbers.size() - 1);
        if (wanted == ChartType.HISTOGRAM) {
            return new Choice(ChartType.HISTOGRAM, xName != null && yName == null ? table.requireNumbers(xName) : y, y);
        }
        int x = xName != null ? table.require(xName) : defaultX(table, wanted, y, numbers, dates);
        ChartType type = wanted != null
                ? wanted
                : typeFor(x < 0 ? null : table.columns().get(x).type());
        if (type == ChartType.SCATTER && (x < 0 || table.columns().get(x).type() == ColumnType.TEXT)) {
            throw new ToolFailedException(
                    "not_numeric",
                    "A scatter chart needs two columns of numbers; the columns are " + table.names(),
                    "Name two columns of numbers.");
        }
        return new Choice(type, x, y);
    }

    private static int defaultX(
            Table table, @Nullable ChartType wanted, int y, List<Integer> numbers, List<Integer> dates) {
        if (wanted == ChartType.SCATTER) {
            return numbers.stream().filter(i -> i != y).findFirst().orElse(-1);
        }
        if (!dates.isEmpty() && wanted != ChartType.PIE && wanted != ChartType.BAR) {
            return dates.get(0);
        }
        List<Integer> texts = table.ofType(ColumnType.TEXT);
        return !texts.isEmpty() ? texts.get(0) : !dates.isEmpty() ? dates.get(0) : -1;
    }

    private static ChartType typeFor(@Nullable ColumnType x) {
        return switch (x) {
            case DATE -> ChartType.LINE;
            case NUMBER -> ChartType.SCATTER;
            case TEXT, BOOLEAN -> ChartType.BAR;
            case null -> ChartType.HISTOGRAM;
        };
    }

    static ChartSeries series(Table table, Choice choice, String aggregate) {
        return switch (choice.type()) {
            case HISTOGRAM -> bins(TableColumns.numbers(table, choice.y()));
            case SCATTER -> points(table, choice);
            case LINE ->
                choice.x() >= 0 && table.columns().get(choice.x()).type() != ColumnType.TEXT
                        ? linePoints(table, choice, aggregate)
                        : categories(table, choice, aggregate, MOST_BARS);
            case BAR -> categories(table, choice, aggregate, MOST_BARS);
            case PIE -> shares(categories(table, choice, aggregate, MOST_WEDGES));
        };
    }

    private static ChartSeries.Categories categories(Table table, Choice choice, String aggregate, int most) {
        Map<String, Double> groups;
        if (choice.x() < 0) {
            groups = new LinkedHashMap<>();
            double[] values = TableColumns.numbers(table, choice.y());
            for (int i = 0; i < values.length; i++) {
                groups.put(String.valueOf(i + 1), values[i]);
            }
        } else {
            groups = Groups.of(table, choice.x(), aggregate.equals("count") ? -1 : choice.y(), aggregate);
        }
        return of(groups, most);
    }

    /** The first groups, the others put together as one. */
    static ChartSeries.Categories of(Map<String, Double> groups, int most) {
        List<String> labels = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        double others = 0;
        int number = 0;
        for (Map.Entry<String, Double> group : groups.entrySet()) {
            if (labels.size() < most) {
                labels.add(group.getKey());
                values.add(group.getValue());
            } else {
                others += group.getValue();
                number++;
            }
        }
        if (number > 0) {
            labels.add(number + " others");
            values.add(others);
        }
        if (labels.isEmpty()) {
            throw new ToolFailedException("no_values", "The chosen columns have no values to draw", null);
        }
        return new ChartSeries.Categories(labels, values);
    }

    static ChartSeries.Categories shares(ChartSeries.Categories categories) {
        boolean negative = categories.values().stream().anyMatch(value -> value < 0);
        double sum =
                categories.values().stream().mapToDouble(Double::doubleValue).sum();
        if (negative || sum <= 0) {
            throw new ToolFailedException(
                    "not_shares", "A pie chart needs values of 0 or more with a sum above 0", "Ask for a bar chart.");
        }
        return categories;
    }

    private static ChartSeries points(Table table, Choice choice) {
        List<Canvas.Point> points = new ArrayList<>();
        boolean days = table.columns().get(choice.x()).type() == ColumnType.DATE;
        for (List<@Nullable Object> row : table.rows()) {
            double x = TableColumns.place(row.get(choice.x()));
            double y = choice.y() < 0 ? Double.NaN : TableColumns.place(row.get(choice.y()));
            if (Double.isFinite(x) && Double.isFinite(y)) {
                points.add(new Canvas.Point(x, y));
            }
        }
        return some(points, days);
    }

    private static ChartSeries linePoints(Table table, Choice choice, String aggregate) {
        boolean days = table.columns().get(choice.x()).type() == ColumnType.DATE;
        List<Canvas.Point> points = new ArrayList<>();
        Groups.of(table, choice.x(), aggregate.equals("count") ? -1 : choice.y(), aggregate)
                .forEach((key, value) -> {
                    double x = days ? TableColumns.place(key) : Double.parseDouble(key);
                    points.add(new Canvas.Point(x, value));
                });
        return some(points, days);
    }

    private static ChartSeries some(List<Canvas.Point> points, boolean days) {
        if (points.isEmpty()) {
            throw new ToolFailedException("no_values", "The chosen columns have no values to draw", null);
        }
        if (points.size() > MOST_POINTS) {
            throw new ToolFailedException(
                    "too_many_points",
                    "The chart would have " + points.size() + " points, expected at most " + MOST_POINTS,
                    "Ask for a histogram, or for fewer rows.");
        }
        return new ChartSeries.Points(points, days);
    }

    /** Equal steps, as many as the square root of the number of values, 5 to 30. */
    static ChartSeries bins(double[] values) {
        if (values.length == 0) {
            throw new ToolFailedException("no_values", "The chosen column has no numbers to draw", null);
        }
        double low = java.util.Arrays.stream(values).min().orElse(0);
        double high = java.util.Arrays.stream(values).max().orElse(0);
        int number = (int) Math.max(5, Math.min(30, Math.ceil(Math.sqrt(values.length))));
        double step = high > low ? (high - low) / number : 1;
        List<Integer> counts = new ArrayList<>(Collections.nCopies(number, 0));
        for (double value : values) {
            int bin = (int) Math.min(number - 1, Math.floor((value - low) / step));
            counts.set(bin, counts.get(bin) + 1);
        }
        return new ChartSeries.Bins(low, step, counts);
    }
}
