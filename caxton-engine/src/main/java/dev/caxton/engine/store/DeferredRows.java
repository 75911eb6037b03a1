package dev.caxton.engine.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that wait to be inserted, several with one statement: a group of commands adds the same few kinds of rows again and
 * again, and a statement costs as much as a row. One thread only.
 */
final class DeferredRows {

    /** Most rows of a statement. */
    private static final int AT_ONCE = 16;
    /** A table's rows are written once they take more than this, in bytes. */
    private static final int MOST_BYTES = 256 << 10;

    private final Map<Table, Waiting> tables = new HashMap<>();

    /** Rows of one table, one value after the other. */
    private static final class Waiting {
        private final List<@Nullable Object> values = new ArrayList<>();
        private int rows;
        private long bytes;
    }

    /** Adds a row; true where so much waits that it is to be written. */
    boolean add(Table table, long rid, List<@Nullable Object> values, int crc, int bytes) {
        Waiting waiting = tables.computeIfAbsent(table, unused -> new Waiting());
        waiting.values.add(rid);
        waiting.values.addAll(values);
        waiting.values.add(crc);
        waiting.rows++;
        waiting.bytes += bytes;
        return waiting.bytes > MOST_BYTES;
    }

    boolean isEmpty(Table table) {
        Waiting waiting = tables.get(table);
        return waiting == null || waiting.rows == 0;
    }

    boolean isEmpty() {
        for (Waiting waiting : tables.values()) {
            if (waiting.rows > 0) {
                return false;
            }
        }
        return true;
    }

    void write(StatementCache statements) throws SQLException {
        for (Map.Entry<Table, Waiting> each : tables.entrySet()) {
            write(statements, each.getKey(), each.getValue());
        }
    }

    void write(StatementCache statements, Table table) throws SQLException {
        Waiting waiting = tables.get(table);
        if (waiting != null) {
            write(statements, table, waiting);
        }
    }

    private static void write(StatementCache statements, Table table, Waiting waiting) throws SQLException {
        int width = table.columns().size() + 2;
        int next = 0;
        while (waiting.rows > 0) {
            int rows = Math.min(AT_ONCE, Integer.highestOneBit(waiting.rows));
            PreparedStatement statement = statements.prepared(table.insertSql(rows));
            for (int place = 1; place <= rows * width; place++) {
                StatementCache.bind(statement, place, waiting.values.get(next++));
            }
            statement.executeUpdate();
            waiting.rows -= rows;
        }
        waiting.values.clear();
        waiting.bytes = 0;
    }

    /** Drops what waits. */
    void forget() {
        tables.clear();
    }
}
