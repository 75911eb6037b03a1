package dev.caxton.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * What a command made of a row.
 *
 * @param table the table
 * @param rid the row's number
 * @param row the row as it is now; null where it was deleted
 */
public record RowChange(Table table, long rid, @Nullable Row row) {}
