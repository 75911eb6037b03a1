package dev.caxton.engine.memory;

import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.Table;
import java.util.HashMap;
import java.util.Map;

/** Reads many rows of a table by their numbers. */
final class RowsByRid {

    /** Rows read by one statement; a fixed number, so that it is prepared once. */
    private static final int AT_ONCE = 100;

    private static final String WHERE = "where rid in (" + "?, ".repeat(AT_ONCE - 1) + "?)";

    private RowsByRid() {}

    /** Those that are there. */
    static Map<Long, Row> read(ReadTransaction tx, Table table, long[] rids) {
        Map<Long, Row> rows = HashMap.newHashMap(rids.length);
        int next = 0;
        for (; rids.length - next >= AT_ONCE; next += AT_ONCE) {
            Object[] page = new Object[AT_ONCE];
            for (int i = 0; i < AT_ONCE; i++) {
                page[i] = rids[next + i];
            }
            tx.select(table, WHERE, page).forEach(row -> rows.put(row.rid(), row));
        }
        for (; next < rids.length; next++) {
            tx.find(table, "where rid = ?", rids[next]).ifPresent(row -> rows.put(row.rid(), row));
        }
        return rows;
    }
}
