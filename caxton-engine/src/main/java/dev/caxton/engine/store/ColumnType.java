package dev.caxton.engine.store;

/** What a column holds, in SQLite's words. */
public enum ColumnType {
    /** 64-bit signed; a {@link Long} in Java. Times are epoch milliseconds, truth values 0 and 1. */
    INTEGER,
    /** IEEE 754 binary64; a {@link Double} in Java, never NaN (SQLite would store null). */
    REAL,
    /** UTF-8; a {@link String} in Java. */
    TEXT,
    /** Bytes; a {@code byte[]} in Java. */
    BLOB
}
