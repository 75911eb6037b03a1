package dev.caxton.engine.agent.builtin.table;

import org.jspecify.annotations.Nullable;

/** Values of columns as numbers. */
public final class TableColumns {

    private TableColumns() {}

    /** Numbers of a column, those missing left out; none for a column that does not exist. */
    public static double[] numbers(Table table, int column) {
        return column < 0 ? new double[0] : ColumnStatistics.numbers(table, column);
    }

    /** Where a value lies on an axis: a number itself, a date as days since 1970, anything else nowhere (NaN). */
    public static double place(@Nullable Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String iso -> Cells.day(iso).orElse(Double.NaN);
            case null, default -> Double.NaN;
        };
    }
}
