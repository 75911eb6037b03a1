package dev.caxton.engine.agent.builtin.table;

import dev.caxton.api.spi.ToolResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/** Values of a column put together by the values of another one. */
public final class Groups {

    private static final int GROUPS_SHOWN = 20;

    private Groups() {}

    static ToolResult result(Table table, String by, @Nullable String column, String aggregate) {
        int key = table.require(by);
        List<Integer> measured = new ArrayList<>();
        if (!aggregate.equals("count")) {
            measured.addAll(column == null ? table.ofType(ColumnType.NUMBER) : List.of(table.requireNumbers(column)));
            measured.remove((Integer) key);
        }
        if (measured.isEmpty()) {
            return text("count", by, null, of(table, key, -1, "count"));
        }
        StringBuilder text = new StringBuilder();
        Map<String, Object> data = new LinkedHashMap<>();
        for (Integer index : measured) {
            String name = table.columns().get(index).name();
            ToolResult.Success one = text(aggregate, by, name, of(table, key, index, aggregate));
            text.append(text.isEmpty() ? "" : "\n").append(one.text());
            data.put(name, one.data());
        }
        return new ToolResult.Success(text.toString(), data, List.of());
    }

    private static ToolResult.Success text(
            String aggregate, String by, @Nullable String name, Map<String, Double> groups) {
        String subject = name == null ? "Number of rows" : aggregate + " of " + name;
        StringBuilder text =
                new StringBuilder(subject).append(" by ").append(by).append(":");
        groups.entrySet().stream()
                .limit(GROUPS_SHOWN)
                .forEach(group ->
                        text.append("\n- ").append(group.getKey()).append(": ").append(Figures.show(group.getValue())));
        if (groups.size() > GROUPS_SHOWN) {
            text.append("\n- … and ").append(groups.size() - GROUPS_SHOWN).append(" more groups");
        }
        return new ToolResult.Success(text.toString(), new LinkedHashMap<>(groups), List.of());
    }

    /**
     * A value for each group, in order of the key where it is a number or date, the largest first otherwise.
     *
     * @param column index of the column of numbers; -1 to count rows
     * @param aggregate {@code sum}, {@code mean}, {@code median}, {@code min}, {@code max} or {@code count}
     */
    public static Map<String, Double> of(Table table, int key, int column, String aggregate) {
        Map<Object, List<Double>> values = new LinkedHashMap<>();
        for (List<@Nullable Object> row : table.rows()) {
            Object group = row.get(key);
            Object value = column < 0 ? (Object) 1.0 : row.get(column);
            if (group != null && value instanceof Number number) {
                values.computeIfAbsent(group, any -> new ArrayList<>()).add(number.doubleValue());
            }
        }
        record Group(Object key, double value) {}
        List<Group> groups = new ArrayList<>();
        values.forEach((group, numbers) -> groups.add(new Group(group, aggregate(numbers, aggregate))));
        ColumnType type = table.columns().get(key).type();
        groups.sort(
                type == ColumnType.NUMBER
                        ? Comparator.comparingDouble(group -> ((Number) group.key()).doubleValue())
                        : type == ColumnType.DATE
                                ? Comparator.comparing(group -> group.key().toString())
                                : Comparator.comparingDouble((Group group) -> -group.value())
                                        .thenComparing(group -> group.key().toString()));
        Map<String, Double> named = new LinkedHashMap<>();
        groups.forEach(group -> named.put(
                group.key() instanceof Number number
                        ? Figures.show(number.doubleValue())
                        : group.key().toString(),
                group.value()));
        return named;
    }

    private static double aggregate(List<Double> list, String aggregate) {
        double[] numbers = list.stream().mapToDouble(Double::doubleValue).toArray();
        return switch (aggregate) {
            case "mean" -> StatUtils.mean(numbers);
            case "median" -> ColumnStatistics.median(numbers);
            case "min" -> StatUtils.min(numbers);
            case "max" -> StatUtils.max(numbers);
            case "count" -> numbers.length;
            default -> StatUtils.sum(numbers);
        };
    }
}
