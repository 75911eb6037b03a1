package dev.caxton.engine.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one consistent snapshot.
 *
 * <p>Statements are prepared once a connection and cached by their text: pass values as parameters, never inside the
 * text. Parameters are {@link Long}, {@link Integer}, {@link Boolean} (as 0 and 1), {@link Double}, {@link String},
 * {@code byte[]} or null. Valid only inside the closure that received it, on its thread. Damage that SQLite reports is
 * a {@link dev.caxton.api.CorruptedException}.
 */
public interface ReadTransaction {

    /**
     * Rows of a table, each with its checksum verified.
     *
     * @param whereOrderLimit what follows the table's name, such as {@code where scope = ? order by rid limit ?}; empty
     *     for all rows
     * @throws dev.caxton.api.CorruptedException naming table and rid, for a row whose checksum does not fit
     */
    List<Row> select(Table table, String whereOrderLimit, @Nullable Object... params);

    /** The first row that {@link #select} would return. */
    Optional<Row> find(Table table, String where, @Nullable Object... params);

    /** Result of any query; no checksum is verified, so use it for counts, indexes and derived tables. */
    <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... params);

    /** The first column of a query's first line as a number; 0 where it is null or missing. */
    long count(String sql, @Nullable Object... params);
}
