package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads on one connection; the transaction around them is the owner's matter. */
class ReadSession implements ReadTransaction {

    final StatementCache statements;
    final Path file;
    final RowBytes rowBytes = new RowBytes();
    private boolean open;

    ReadSession(StatementCache statements, Path file) {
        this.statements = statements;
        this.file = file;
    }

    /** Reads, and hands the reader each row instead of collecting them. */
    interface RowVisitor {
        void visit(long rid, @Nullable List<@Nullable Object> values);
    }

    final void open() {
        open = true;
    }

    final void close() {
        open = false;
    }

    @Override
    public final List<Row> select(Table table, String whereOrderLimit, @Nullable Object... params) {
        List<Row> rows = new ArrayList<>();
        visit(table, whereOrderLimit, Integer.MAX_VALUE, params, (rid, values) -> rows.add(intact(table, rid, values)));
        return rows;
    }

    @Override
    public final Optional<Row> find(Table table, String where, @Nullable Object... params) {
        List<Row> rows = new ArrayList<>(1);
        visit(table, where, 1, params, (rid, values) -> rows.add(intact(table, rid, values)));
        return rows.stream().findFirst();
    }

    @Override
    public final <T extends @Nullable Object> List<T> query(
            String sql, RowMapper<T> mapper, @Nullable Object... params) {
        requireOpen();
        beforeRead(null);
        List<T> values = new ArrayList<>();
        try (ResultSet result = statements.bound(sql, params).executeQuery()) {
            while (result.next()) {
                values.add(mapper.map(result));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        return values;
    }

    @Override
    public final long count(String sql, @Nullable Object... params) {
        requireOpen();
        beforeRead(null);
        try (ResultSet result = statements.bound(sql, params).executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Visits rows in order; the values of a row are null where its checksum does not fit. */
    final void visit(Table table, String whereOrderLimit, int limit, @Nullable Object[] params, RowVisitor visitor) {
        requireOpen();
        beforeRead(table);
        try {
            PreparedStatement statement = statements.bound(table.selectSql() + whereOrderLimit, params);
            try (ResultSet result = statement.executeQuery()) {
                for (int i = 0; i < limit && result.next(); i++) {
                    visitRow(table, result, visitor);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Something is about to be read.
     *
     * @param table the only table that is read; null where that is not known
     */
    void beforeRead(@Nullable Table table) {
        // Nothing waits to be written.
    }

    final void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the transaction has ended; use it inside its closure only");
        }
    }

    CaxtonException failed(SQLException e) {
        statements.clearAfter(e);
        return SqliteErrors.translate(e, file);
    }

    private void visitRow(Table table, ResultSet result, RowVisitor visitor) throws SQLException {
        List<Column> columns = table.columns();
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        boolean fits = true;
        for (int i = 0; i < columns.size(); i++) {
            Object value = result.getObject(i + 2);
            if (value instanceof Integer integer) {
                value = integer.longValue();
            }
            fits &= Table.holds(columns.get(i), value);
            values.add(value);
        }
        long rid = result.getLong(1);
        boolean intact = fits && table.encode(rowBytes, rid, values).crc() == result.getLong(columns.size() + 2);
        visitor.visit(rid, intact ? values : null);
    }

    private static Row intact(Table table, long rid, @Nullable List<@Nullable Object> values) {
        if (values == null) {
            throw CaxtonException.of(
                    ProblemType.DATA_CORRUPTED,
                    "Table " + table.name() + ", row " + rid + ": its content does not fit its checksum",
                    "Verify the database, then repair it or restore a backup.");
        }
        return new Row(table, rid, values);
    }
}
