package dev.caxton.engine.store;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a {@link Table} whose checksum was verified when it was read.
 *
 * <p>The accessors take a column's name and throw {@link IllegalArgumentException} for a name or type that the table
 * does not have. A blob is not copied: leave it unchanged. Otherwise immutable.
 */
public final class Row {

    private final Table table;
    private final long rid;
    private final List<@Nullable Object> values;

    Row(Table table, long rid, List<@Nullable Object> values) {
        this.table = table;
        this.rid = rid;
        this.values = values;
    }

    public long rid() {
        return rid;
    }

    public String text(String column) {
        return require(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        return value(column, String.class);
    }

    public long integer(String column) {
        return require(column, integerOrNull(column));
    }

    public @Nullable Long integerOrNull(String column) {
        return value(column, Long.class);
    }

    public double real(String column) {
        return require(column, realOrNull(column));
    }

    public @Nullable Double realOrNull(String column) {
        return value(column, Double.class);
    }

    public byte[] blob(String column) {
        return require(column, blobOrNull(column));
    }

    public byte @Nullable [] blobOrNull(String column) {
        return value(column, byte[].class);
    }

    /** All values in the order of the table's columns. */
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(values);
    }

    /** Table and rid; never the content. */
    @Override
    public String toString() {
        return table.name() + " row " + rid;
    }

    private <T> @Nullable T value(String column, Class<T> type) {
        Object value = values.get(table.place(column));
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("column " + table.name() + "." + column + " is "
                    + table.columns().get(table.place(column)).type() + ", not " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private <T> T require(String column, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("column " + table.name() + "." + column + " is null in row " + rid);
        }
        return value;
    }
}
