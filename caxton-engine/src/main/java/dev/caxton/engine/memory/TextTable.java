package dev.caxton.engine.memory;

import dev.caxton.engine.store.WriteTransaction;
import java.util.List;

/**
 * Changes of the full-text index {@code memory_text}. It keeps no texts, so that a deletion names the words it removes;
 * they are the same that were added, since {@link Words} never changes for one index. {@link TextUpkeep} adds.
 */
final class TextTable {

    private static final String INSERT = "insert into memory_text (rowid, words) values (?, ?)";
    private static final String DELETE = "insert into memory_text (memory_text, rowid, words) values ('delete', ?, ?)";

    private TextTable() {}

    static void addObservation(WriteTransaction tx, long rid, String content) {
        change(tx, INSERT, observationRow(rid), Words.of(content));
    }

    static void removeObservation(WriteTransaction tx, long rid, String content) {
        remove(tx, observationRow(rid), content);
    }

    static void addEntity(WriteTransaction tx, long rid, String name, String type) {
        change(tx, INSERT, entityRow(rid), Words.of(EntityText.of(name, type)));
    }

    static void removeEntity(WriteTransaction tx, long rid, String name, String type) {
        remove(tx, entityRow(rid), EntityText.of(name, type));
    }

    /** What is removed before its turn came was never added. */
    private static void remove(WriteTransaction tx, long row, String text) {
        if (tx.count("select count(*) from memory_text_docsize where id = ?", row) > 0) {
            change(tx, DELETE, row, Words.of(text));
        }
    }

    /** Writes the whole index anew, in one piece; what was deleted from it leaves no trace. */
    static void squeeze(WriteTransaction tx) {
        tx.execute("insert into memory_text (memory_text) values ('optimize')");
    }

    /** Joins parts of the index, some thousand pages of them. */
    static void merge(WriteTransaction tx) {
        tx.execute("insert into memory_text (memory_text, rank) values ('merge', 4000)");
    }

    /** Forgets every word. */
    static void empty(WriteTransaction tx) {
        tx.execute("insert into memory_text (memory_text) values ('delete-all')");
    }

    static long observationRow(long rid) {
        return 2 * rid;
    }

    static long entityRow(long rid) {
        return 2 * rid + 1;
    }

    private static void change(WriteTransaction tx, String sql, long row, List<String> words) {
        if (!words.isEmpty()) {
            tx.execute(sql, row, String.join(" ", words));
        }
    }
}
