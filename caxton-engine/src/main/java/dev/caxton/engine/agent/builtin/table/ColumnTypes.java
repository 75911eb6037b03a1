package dev.caxton.engine.agent.builtin.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what each column of a table of texts holds. */
final class ColumnTypes {

    /** A column of this share of numbers is one of numbers with some broken values. */
    private static final double MOSTLY = 0.9;

    /** Fewer values than this must all agree. */
    private static final int FEW = 10;

    private ColumnTypes() {}

    /**
     * A table with typed values.
     *
     * @param table the table
     * @param broken number of values that do not fit their column's type and count as missing, by column
     */
    record Typed(Table table, Map<String, Integer> broken) {}

    static Typed table(String name, List<String> headings, List<List<String>> lines, boolean decimalComma) {
        List<Table.Column> columns = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            columns.add(new Table.Column(headings.get(i), type(lines, i, decimalComma)));
        }
        Map<String, Integer> broken = new LinkedHashMap<>();
        List<List<@Nullable Object>> rows = new ArrayList<>(lines.size());
        for (List<String> line : lines) {
            List<@Nullable Object> row = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                Object value = value(line.get(i), columns.get(i).type(), decimalComma);
                if (value == null && !Cells.isMissing(line.get(i))) {
                    broken.merge(columns.get(i).name(), 1, Integer::sum);
                }
                row.add(value);
            }
            rows.add(row);
        }
        return new Typed(new Table(name, columns, rows), broken);
    }

    private static ColumnType type(List<List<String>> lines, int column, boolean decimalComma) {
        int values = 0;
        int numbers = 0;
        int booleans = 0;
        int dates = 0;
        for (List<String> line : lines) {
            String text = line.get(column);
            if (Cells.isMissing(text)) {
                continue;
            }
            values++;
            if (Cells.number(text, decimalComma).isPresent()) {
                numbers++;
            } else if (Cells.bool(text).isPresent()) {
                booleans++;
            } else if (Cells.date(text).isPresent()) {
                dates++;
            }
        }
        int enough = values < FEW ? values : (int) Math.ceil(values * MOSTLY);
        if (values == 0) {
            return ColumnType.TEXT;
        }
        if (numbers >= enough) {
            return ColumnType.NUMBER;
        }
        if (booleans == values) {
            return ColumnType.BOOLEAN;
        }
        return dates >= enough ? ColumnType.DATE : ColumnType.TEXT;
    }

    private static @Nullable Object value(String text, ColumnType type, boolean decimalComma) {
        if (Cells.isMissing(text)) {
            return null;
        }
        return switch (type) {
            case NUMBER -> {
                var number = Cells.number(text, decimalComma);
                yield number.isPresent() ? number.getAsDouble() : null;
            }
            case BOOLEAN -> Cells.bool(text).orElse(null);
            case DATE -> Cells.date(text).orElse(null);
            case TEXT -> text.strip();
        };
    }
}
