package dev.caxton.engine.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows carry a checksum: {@code rid INTEGER PRIMARY KEY}, the columns, {@code crc INTEGER NOT NULL}.
 *
 * <p>The checksum is CRC32C over name, layout number, rid and every column ({@link RowBytes}). One table object serves
 * the writer, the readers, Hibernate's rows and the page scanner. A change of columns is a new layout number and a copy
 * of the table in Java ({@link RowRewrite}), since SQL cannot compute the checksum. Immutable.
 */
public final class Table {

    /** Statements for up to two to the power of this many rows. */
    private static final int MANY_ROWS = 4;

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final String name;
    private final String storedAs;
    private final int layout;
    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final byte[] nameBytes;
    private final String selectSql;
    private final String insertSql;
    private final List<String> insertManySql;
    private final String updateSql;
    private final String deleteSql;

    private Table(String name, String storedAs, int layout, List<Column> columns) {
        this.name = requireIdentifier(name);
        this.storedAs = requireIdentifier(storedAs);
        this.layout = layout;
        this.columns = columns;
        Set<String> names = new HashSet<>(List.of("rid", "crc"));
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("table " + name + " has two columns named " + column.name());
            }
            places.put(column.name(), places.size());
        }
        nameBytes = name.getBytes(StandardCharsets.UTF_8);
        String list = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        selectSql = "select rid, " + list + ", crc from " + storedAs + " ";
        insertSql = "insert into " + storedAs + " (rid, " + list + ", crc) values (?, "
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ", ?)";
        String place = insertSql.substring(insertSql.lastIndexOf('('));
        insertManySql = IntStream.rangeClosed(1, MANY_ROWS)
                .mapToObj(power ->
                        insertSql.replaceFirst("insert", "insert or fail") + (", " + place).repeat((1 << power) - 1))
                .toList();
        updateSql = "update " + storedAs + " set "
                + columns.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "))
                + ", crc = ? where rid = ?";
        deleteSql = "delete from " + storedAs + " where rid = ?";
    }

    /**
     * A table with at least one column.
     *
     * @param layout counts up whenever the columns change; part of the checksum
     */
    public static Table of(String name, int layout, Column... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("table " + name + " has no columns");
        }
        return new Table(name, name, layout, List.of(columns));
    }

    /** This table under another name in the file, with unchanged checksums; for copies into a new layout. */
    public Table storedAs(String otherName) {
        return new Table(name, otherName, layout, columns);
    }

    public String name() {
        return name;
    }

    /** Its name in the file; the same as {@link #name} but during a copy. */
    public String storedAs() {
        return storedAs;
    }

    public int layout() {
        return layout;
    }

    /** The columns between {@code rid} and {@code crc}, in the order of the table. */
    public List<Column> columns() {
        return columns;
    }

    /**
     * The checksum of a row, as it is stored: the 32 bits as a signed number. Values as {@link #canonical} gives them.
     */
    public int crc(long rid, List<@Nullable Object> values) {
        return encode(new RowBytes(), rid, values).crc();
    }

    /**
     * The values as SQLite will hand them back: {@link Integer} as {@link Long}, negative zero as zero.
     *
     * @throws IllegalArgumentException for a wrong number of values, a wrong type, a forbidden null or NaN
     */
    public List<@Nullable Object> canonical(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "table " + name + " got " + values.length + " values, expected " + columns.size());
        }
        List<@Nullable Object> canonical = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            canonical.add(canonical(columns.get(i), values[i]));
        }
        return canonical;
    }

    /** Name, layout and columns. */
    @Override
    public String toString() {
        return name + " layout " + layout + " "
                + columns.stream().map(Column::name).toList();
    }

    RowBytes encode(RowBytes bytes, long rid, List<@Nullable Object> values) {
        return bytes.row(nameBytes, layout, rid, values);
    }

    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("table " + name + " has no column " + column);
        }
        return place;
    }

    String selectSql() {
        return selectSql;
    }

    String insertSql() {
        return insertSql;
    }

    /**
     * Inserts several rows, a power of two. Where a row cannot be inserted those before it stay, so that SQLite needs not copy
     * pages aside for taking them back: only for transactions that are then given up.
     */
    String insertSql(int rows) {
        return rows == 1 ? insertSql : insertManySql.get(Integer.numberOfTrailingZeros(rows) - 1);
    }

    String updateSql() {
        return updateSql;
    }

    String deleteSql() {
        return deleteSql;
    }

    static String requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name + "' is not of the form " + IDENTIFIER);
        }
        return name;
    }

    static boolean holds(Column column, @Nullable Object value) {
        if (value == null) {
            return column.nullable();
        }
        return switch (column.type()) {
            case INTEGER -> value instanceof Long;
            case REAL -> value instanceof Double;
            case TEXT -> value instanceof String;
            case BLOB -> value instanceof byte[];
        };
    }

    private @Nullable Object canonical(Column column, @Nullable Object value) {
        Object canonical =
                switch (value) {
                    case Integer integer -> (Object) Long.valueOf(integer);
                    // SQLite keeps a whole real as an integer on disk, where the sign of zero is lost.
                    case Double real when real == 0.0 -> (Object) 0.0;
                    case Double real
                    when real.isNaN() ->
                        throw new IllegalArgumentException(
                                "column " + name + "." + column.name() + " got NaN, which SQLite cannot hold");
                    case null -> null;
                    default -> value;
                };
        if (!holds(column, canonical)) {
            throw new IllegalArgumentException("column " + name + "." + column.name() + " got "
                    + (canonical == null ? "null" : canonical.getClass().getSimpleName()) + ", expected "
                    + column.type());
        }
        return canonical;
    }
}
