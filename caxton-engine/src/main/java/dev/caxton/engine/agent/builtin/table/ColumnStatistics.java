package dev.caxton.engine.agent.builtin.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;

/** Statistics of one column: what its values are and how they lie. Missing values count as such and nowhere else. */
final class ColumnStatistics {

    private static final int TOP_VALUES = 5;
    private static final int LONGEST_VALUE = 60;

    private final Table.Column column;
    private final int rows;
    private final List<Object> values;
    private final Map<Object, Integer> times = new HashMap<>();

    ColumnStatistics(Table table, int index) {
        this.column = table.columns().get(index);
        this.rows = table.rows().size();
        this.values = table.rows().stream()
                .map(row -> row.get(index))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        values.forEach(value -> times.merge(value, 1, Integer::sum));
    }

    /** Numbers of a column, those missing left out. */
    static double[] numbers(Table table, int index) {
        return table.rows().stream()
                .map(row -> row.get(index))
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) Objects.requireNonNull(value)).doubleValue())
                .toArray();
    }

    static double median(double[] numbers) {
        return StatUtils.percentile(numbers, 50);
    }

    /** Standard deviation of a sample; 0 for a single value. */
    static double deviation(double[] numbers) {
        return numbers.length < 2 ? 0 : Math.sqrt(StatUtils.variance(numbers));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("type", column.type().wireName());
        json.put("count", values.size());
        json.put("missing", rows - values.size());
        json.put("distinct", times.size());
        if (values.isEmpty()) {
            return json;
        }
        switch (column.type()) {
            case NUMBER -> {
                double[] numbers = numbers();
                json.put("min", StatUtils.min(numbers));
                json.put("max", StatUtils.max(numbers));
                json.put("mean", StatUtils.mean(numbers));
                json.put("median", median(numbers));
                json.put("stddev", deviation(numbers));
                json.put("sum", StatUtils.sum(numbers));
            }
            case DATE -> {
                json.put("min", first());
                json.put("max", last());
            }
            case BOOLEAN, TEXT ->
                json.put(
                        "top",
                        top().stream()
                                .map(entry -> Map.of("value", entry.getKey(), "count", entry.getValue()))
                                .toList());
        }
        return json;
    }

    /** One line, with its figures. */
    String describe() {
        String head = column.name() + " (" + column.type() + "): ";
        String missing = rows == values.size() ? "" : ", " + (rows - values.size()) + " missing";
        if (values.isEmpty()) {
            return head + "no values" + missing;
        }
        return switch (column.type()) {
            case NUMBER -> {
                double[] numbers = numbers();
                yield head + "min " + Figures.show(StatUtils.min(numbers)) + ", max "
                        + Figures.show(StatUtils.max(numbers)) + ", mean " + Figures.show(StatUtils.mean(numbers))
                        + ", median " + Figures.show(median(numbers)) + ", stddev "
                        + Figures.show(deviation(numbers)) + ", sum " + Figures.show(StatUtils.sum(numbers)) + missing;
            }
            case DATE -> head + "from " + first() + " to " + last() + ", " + times.size() + " distinct" + missing;
            case BOOLEAN, TEXT -> head + times.size() + " distinct, most often " + topText() + missing;
        };
    }

    private double[] numbers() {
        return values.stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    private String first() {
        return byDay().get(0);
    }

    private String last() {
        List<String> days = byDay();
        return days.get(days.size() - 1);
    }

    private List<String> byDay() {
        return values.stream()
                .map(Object::toString)
                .sorted(Comparator.comparingDouble(
                                (String iso) -> Cells.day(iso).orElse(0))
                        .thenComparing(iso -> iso))
                .toList();
    }

    private List<Map.Entry<Object, Integer>> top() {
        List<Map.Entry<Object, Integer>> entries = new ArrayList<>(times.entrySet());
        entries.sort(Comparator.comparing((Map.Entry<Object, Integer> entry) -> -entry.getValue())
                .thenComparing(entry -> entry.getKey().toString()));
        return entries.subList(0, Math.min(TOP_VALUES, entries.size()));
    }

    private String topText() {
        return String.join(
                ", ",
                top().stream()
                        .map(entry -> cut(entry.getKey().toString()) + " (" + entry.getValue() + ")")
                        .toList());
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
