package dev.caxton.engine.store;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and changes on the writer's connection, with checksums, rids and the hash of what a command changed. */
final class WriteSession extends ReadSession implements WriteTransaction {

    private static final byte INSERTED = 'I';
    private static final byte UPDATED = 'U';
    private static final byte DELETED = 'D';

    private final RidCounters rids = new RidCounters();
    private final MessageDigest changes = sha256();
    private final Map<Table, RowListener> listeners;
    private final DeferredRows deferred = new DeferredRows();
    private boolean deferring;
    private List<RowChange> heard = new ArrayList<>();
    private @Nullable SQLException doom;
    private boolean changed;

    WriteSession(StatementCache statements, Path file, Map<Table, RowListener> listeners) {
        super(statements, file);
        this.listeners = listeners;
    }

    /** Starts a command: nothing is changed yet and nothing has failed. */
    void begin() {
        changes.reset();
        heard = new ArrayList<>();
        doom = null;
        changed = false;
        open();
    }

    /** What {@link #rolledBackTo} goes back to. */
    Map<String, Long> mark() {
        return rids.mark();
    }

    /** The error that makes the command fail whatever its applier made of it; null where there was none. */
    @Nullable
    SQLException doom() {
        return doom;
    }

    /** Whether anything was changed, or tried to be, since {@link #begin}. */
    boolean hasChanged() {
        return changed;
    }

    void rolledBackTo(Map<String, Long> mark) {
        rids.restore(mark);
    }

    void rolledBack() {
        deferred.forget();
        rids.forget();
    }

    /** The changes since {@link #begin} that somebody listens for. */
    List<RowChange> heard() {
        return heard;
    }

    /** SHA-256 over all rows changed since {@link #begin}; starts over. */
    byte[] changesHash() {
        return changes.digest();
    }

    @Override
    public long insert(Table table, @Nullable Object... values) {
        requireOpen();
        long rid = rids.highest(table, this) + 1;
        insertRow(table, rid, values);
        rids.used(table, rid);
        return rid;
    }

    @Override
    public void insertAt(Table table, long rid, @Nullable Object... values) {
        requireOpen();
        insertRow(table, rid, values);
        rids.used(table, rid);
    }

    @Override
    public long append(Table table, @Nullable Object... values) {
        if (!deferring) {
            return insert(table, values);
        }
        requireOpen();
        long rid = rids.highest(table, this) + 1;
        List<@Nullable Object> canonical = table.canonical(values);
        int crc = encode(INSERTED, table, rid, canonical);
        if (deferred.add(table, rid, canonical, crc, rowBytes.length())) {
            writeDeferred(table);
        }
        hear(table, rid, canonical);
        rids.used(table, rid);
        return rid;
    }

    @Override
    public boolean insertIfAbsent(Table table, String unique, boolean unlikely, @Nullable Object... values) {
        if (unlikely && deferring) {
            long unused = append(table, values);
            return true; // else the group is applied once more, without deferring
        }
        requireOpen();
        beforeRead(table);
        long rid = rids.highest(table, this) + 1;
        List<@Nullable Object> canonical = table.canonical(values);
        int crc = table.encode(rowBytes, rid, canonical).crc();
        try {
            PreparedStatement statement =
                    statements.prepared(table.insertSql() + " on conflict (" + unique + ") do nothing");
            StatementCache.bind(statement, 1, rid);
            bindRow(statement, 2, canonical, crc);
            if (statement.executeUpdate() == 0) {
                return false;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        note(INSERTED);
        hear(table, rid, canonical);
        rids.used(table, rid);
        return true;
    }

    /** From now on rows may wait; else each is inserted at once, as must be where a savepoint may take it back. */
    void defer(boolean wanted) {
        deferring = wanted;
    }

    /** Writes what waits. */
    void writeDeferred() throws SQLException {
        deferred.write(statements);
    }

    private void writeDeferred(@Nullable Table table) {
        try {
            if (table == null) {
                deferred.write(statements);
            } else {
                deferred.write(statements, table);
            }
        } catch (SQLException e) {
            // It may be the row of a command before this one, so nothing of the group can stay as it is.
            doom = doom == null ? e : doom;
            throw failed(e);
        }
    }

    @Override
    void beforeRead(@Nullable Table table) {
        if (table == null ? !deferred.isEmpty() : !deferred.isEmpty(table)) {
            writeDeferred(table);
        }
    }

    private void insertRow(Table table, long rid, @Nullable Object... values) {
        List<@Nullable Object> canonical = table.canonical(values);
        int crc = encode(INSERTED, table, rid, canonical);
        try {
            PreparedStatement statement = statements.prepared(table.insertSql());
            StatementCache.bind(statement, 1, rid);
            bindRow(statement, 2, canonical, crc);
            statement.executeUpdate();
            hear(table, rid, canonical);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void update(Table table, long rid, @Nullable Object... values) {
        requireOpen();
        beforeRead(table);
        List<@Nullable Object> canonical = table.canonical(values);
        int crc = encode(UPDATED, table, rid, canonical);
        try {
            PreparedStatement statement = statements.prepared(table.updateSql());
            int next = bindRow(statement, 1, canonical, crc);
            StatementCache.bind(statement, next, rid);
            requireOne(table, rid, statement.executeUpdate());
            hear(table, rid, canonical);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void delete(Table table, long rid) {
        requireOpen();
        beforeRead(table);
        if (rid == rids.highest(table, this)) {
            rememberHighest(table, rid);
        }
        encode(DELETED, table, rid, List.of());
        try {
            requireOne(table, rid, statements.bound(table.deleteSql(), rid).executeUpdate());
            hear(table, rid, null);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int execute(String sql, @Nullable Object... params) {
        requireOpen();
        beforeRead(null);
        changed = true;
        try {
            return statements.bound(sql, params).executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    CaxtonException failed(SQLException e) {
        if (doom == null && !SqliteErrors.isConstraint(e)) {
            doom = e;
        }
        return super.failed(e);
    }

    private void hear(Table table, long rid, @Nullable List<@Nullable Object> values) {
        if (listeners.containsKey(table)) {
            heard.add(new RowChange(table, rid, values == null ? null : new Row(table, rid, values)));
        }
    }

    private void rememberHighest(Table table, long rid) {
        find(StoreSchema.HIGHEST_RIDS, "where table_name = ?", table.name())
                .ifPresentOrElse(
                        row -> update(StoreSchema.HIGHEST_RIDS, row.rid(), table.name(), rid),
                        () -> insert(StoreSchema.HIGHEST_RIDS, table.name(), rid));
    }

    private int encode(byte change, Table table, long rid, List<@Nullable Object> values) {
        table.encode(rowBytes, rid, values);
        note(change);
        return rowBytes.crc();
    }

    /** Counts the row that was encoded last among the changes. */
    private void note(byte change) {
        changed = true;
        changes.update(change);
        changes.update(rowBytes.array(), 0, rowBytes.length());
    }

    private static int bindRow(PreparedStatement statement, int first, List<@Nullable Object> values, int crc)
            throws SQLException {
        int place = first;
        for (Object value : values) {
            StatementCache.bind(statement, place++, value);
        }
        StatementCache.bind(statement, place++, crc);
        return place;
    }

    private static void requireOne(Table table, long rid, int changed) {
        if (changed != 1) {
            throw CaxtonException.of(
                    ProblemType.INTERNAL_ERROR,
                    "Table " + table.name() + " has no row " + rid + " to change",
                    "Read a row in the same transaction before changing it.");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
