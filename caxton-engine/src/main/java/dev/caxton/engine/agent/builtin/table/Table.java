package dev.caxton.engine.agent.builtin.table;

import dev.caxton.engine.tool.ToolFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table that tools hand to each other.
 *
 * @param name what it was read from
 * @param columns its columns, names unique
 * @param rows as many values a row as there are columns: a Double, a Boolean, a text, an ISO 8601 date as text, or null
 *     where one is missing
 */
public record Table(String name, List<Column> columns, List<List<@Nullable Object>> rows) {

    /** Media type of a table as an artifact. */
    public static final String MEDIA_TYPE = "application/vnd.caxton.table+json";

    private static final int MOST_COLUMNS = 1000;

    public Table {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
    }

    /**
     * A column.
     *
     * @param name its heading
     * @param type what its values are
     */
    public record Column(String name, ColumnType type) {}

    /** The table as JSON has it. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put(
                "columns",
                columns.stream()
                        .map(column -> Map.of(
                                "name", column.name(), "type", column.type().wireName()))
                        .toList());
        json.put("rows", rows);
        return json;
    }

    /** Reads a table from what {@link #toJson} writes, or from an array of objects. */
    public static Table fromJson(Object json) {
        if (json instanceof List<?> records && records.stream().allMatch(Map.class::isInstance)) {
            return RecordsTable.of(records);
        }
        if (!(json instanceof Map<?, ?> members
                && members.get("columns") instanceof List<?> columns
                && members.get("rows") instanceof List<?> rows)) {
            throw malformed("is no table: it needs columns and rows");
        }
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw malformed("has " + columns.size() + " columns, expected 1 to " + MOST_COLUMNS);
        }
        List<Column> read = columns.stream().map(Table::column).toList();
        List<List<@Nullable Object>> values = new ArrayList<>(rows.size());
        for (Object row : rows) {
            if (!(row instanceof List<?> cells) || cells.size() != read.size()) {
                throw malformed("has a row that does not have " + read.size() + " values");
            }
            List<@Nullable Object> line = new ArrayList<>(cells.size());
            for (int i = 0; i < cells.size(); i++) {
                line.add(cell(cells.get(i), read.get(i)));
            }
            values.add(line);
        }
        String name = members.get("name") instanceof String text ? text : "table";
        return new Table(name, read, values);
    }

    private static Column column(Object json) {
        if (json instanceof Map<?, ?> members && members.get("name") instanceof String name) {
            String type = String.valueOf(members.get("type"));
            for (ColumnType known : ColumnType.values()) {
                if (known.wireName().equals(type)) {
                    return new Column(name, known);
                }
            }
        }
        throw malformed("has a column without name, or of a type other than number, date, boolean or text");
    }

    private static @Nullable Object cell(@Nullable Object value, Column column) {
        boolean fits =
                switch (column.type()) {
                    case NUMBER -> value == null || value instanceof Number;
                    case BOOLEAN -> value == null || value instanceof Boolean;
                    case DATE ->
                        value == null
                                || value instanceof String text
                                        && Cells.day(text).isPresent();
                    case TEXT -> value == null || value instanceof String;
                };
        if (!fits) {
            throw malformed("has a value in column '" + column.name() + "' that is no " + column.type());
        }
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    /** Index of the column of a name, upper and lower case, spaces and underscores being the same. */
    public Optional<Integer> find(String column) {
        return IntStream.range(0, columns.size())
                .boxed()
                .filter(i -> columns.get(i).name().equals(column))
                .findFirst()
                .or(() -> IntStream.range(0, columns.size())
                        .boxed()
                        .filter(i -> plain(columns.get(i).name()).equals(plain(column)))
                        .findFirst());
    }

    /** As {@link #find}; a failure that lists the columns if there is none of the name. */
    public int require(String column) {
        return find(column)
                .orElseThrow(() -> new ToolFailedException(
                        "unknown_column",
                        "Table '" + name + "' has no column '" + column + "'; its columns are " + names(),
                        "Name one of the columns."));
    }

    /** Index of the column of a name, which must hold numbers. */
    public int requireNumbers(String column) {
        int index = require(column);
        if (columns.get(index).type() != ColumnType.NUMBER) {
            throw new ToolFailedException(
                    "not_numeric",
                    "Column '" + columns.get(index).name() + "' of table '" + name + "' holds "
                            + columns.get(index).type() + " values, expected numbers",
                    "Name a column of numbers.");
        }
        return index;
    }

    /** Indexes of the columns of a type. */
    public List<Integer> ofType(ColumnType type) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type() == type)
                .boxed()
                .toList();
    }

    /** Headings, for a message. */
    public String names() {
        List<String> names = columns.stream().map(Column::name).limit(50).toList();
        return String.join(", ", names) + (columns.size() > 50 ? ", …" : "");
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ").strip();
    }

    private static ToolFailedException malformed(String what) {
        return new ToolFailedException("malformed_table", "Argument 'table' " + what, null);
    }
}
