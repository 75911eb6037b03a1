package dev.caxton.engine.store;

/**
 * A row whose checksum does not fit its content.
 *
 * @param table name of its table
 * @param rid its place in the table
 */
public record DamagedRow(String table, long rid) {}
