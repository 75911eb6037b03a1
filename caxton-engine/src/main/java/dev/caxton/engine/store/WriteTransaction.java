package dev.caxton.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * The changes of one {@link Command}; they take effect together or not at all.
 *
 * <p>Rows are changed only through {@link #insert}, {@link #update} and {@link #delete}, which keep the checksums. A
 * statement that SQLite refuses, other than for a constraint, dooms the command even if the exception is caught.
 */
public interface WriteTransaction extends ReadTransaction {

    /**
     * Adds a row.
     *
     * @param values in the order of the table's columns
     * @return the row's rid: one more than the highest the table ever had
     */
    long insert(Table table, @Nullable Object... values);

    /**
     * As {@link #insert}, for rows that nobody looks at before the end of the command, mostly: such rows are written
     * together, at the latest before anything is read that may be one of them. Where one violates a constraint, the command
     * is applied once more.
     */
    long append(Table table, @Nullable Object... values);

    /**
     * As {@link #insert}, unless there is a row with the same values in the columns of a unique index.
     *
     * @param unique the index's columns as SQL
     * @param unlikely whether there is most likely no such row, so that it may be written later as by {@link #append}
     * @return whether it was added
     */
    boolean insertIfAbsent(Table table, String unique, boolean unlikely, @Nullable Object... values);

    /**
     * Adds a row under a given rid: for rows that are copied into a new layout or brought back from a backup.
     *
     * @param rid not in the table yet
     */
    void insertAt(Table table, long rid, @Nullable Object... values);

    /**
     * Replaces all columns of a row.
     *
     * @throws dev.caxton.api.InternalException where there is no such row
     */
    void update(Table table, long rid, @Nullable Object... values);

    /**
     * Removes a row; its rid is not used again.
     *
     * @throws dev.caxton.api.InternalException where there is no such row
     */
    void delete(Table table, long rid);

    /**
     * Runs a statement on a derived table, such as a full-text index, which can be rebuilt and carries no checksums.
     *
     * @return number of rows changed
     */
    int execute(String sql, @Nullable Object... params);
}
