package dev.caxton.engine.store;

/**
 * One column of a {@link Table}.
 *
 * @param name in snake_case
 * @param type what it holds
 * @param nullable whether it may be null
 */
public record Column(String name, ColumnType type, boolean nullable) {

    public Column {
        Table.requireIdentifier(name);
    }

    public static Column text(String name) {
        return new Column(name, ColumnType.TEXT, false);
    }

    public static Column textOrNull(String name) {
        return new Column(name, ColumnType.TEXT, true);
    }

    public static Column integer(String name) {
        return new Column(name, ColumnType.INTEGER, false);
    }

    public static Column integerOrNull(String name) {
        return new Column(name, ColumnType.INTEGER, true);
    }

    public static Column real(String name) {
        return new Column(name, ColumnType.REAL, false);
    }

    public static Column realOrNull(String name) {
        return new Column(name, ColumnType.REAL, true);
    }

    public static Column blob(String name) {
        return new Column(name, ColumnType.BLOB, false);
    }

    public static Column blobOrNull(String name) {
        return new Column(name, ColumnType.BLOB, true);
    }
}
