package dev.caxton.engine.memory;

import dev.caxton.engine.store.GroupEnd;
import dev.caxton.engine.store.WriteTransaction;
import java.util.List;

/**
 * Adds the words of new texts to the full-text index, once for a group of commands: FTS5 writes what it got at each
 * savepoint, and each command has one. One thread only.
 */
final class TextUpkeep implements GroupEnd {

    private static final int PAGE = 200;
    private static final long UNKNOWN = -1;

    private long observationsDone = UNKNOWN;
    private long entitiesDone = UNKNOWN;

    private record Text(long rid, String text, String type) {}

    @Override
    public void apply(WriteTransaction tx) {
        if (observationsDone == UNKNOWN) {
            observationsDone = done(tx, 0);
            entitiesDone = done(tx, 1);
        }
        for (List<Text> page = observations(tx); !page.isEmpty(); page = observations(tx)) {
            page.forEach(text -> TextTable.addObservation(tx, text.rid(), text.text()));
            observationsDone = page.getLast().rid();
        }
        for (List<Text> page = entities(tx); !page.isEmpty(); page = entities(tx)) {
            page.forEach(text -> TextTable.addEntity(tx, text.rid(), text.text(), text.type()));
            entitiesDone = page.getLast().rid();
        }
    }

    @Override
    public void rolledBack() {
        observationsDone = UNKNOWN;
        entitiesDone = UNKNOWN;
    }

    /** The last row that is in the index; those after it have no words, or are to be added. */
    private static long done(WriteTransaction tx, int kind) {
        return tx.count("select id from memory_text_docsize where id % 2 = ? order by id desc limit 1", kind) / 2;
    }

    private List<Text> observations(WriteTransaction tx) {
        return tx.query(
                "select rid, content from observations where rid > ? and retracted_at is null order by rid limit ?",
                row -> new Text(row.getLong(1), row.getString(2), ""),
                observationsDone,
                PAGE);
    }

    private List<Text> entities(WriteTransaction tx) {
        return tx.query(
                "select rid, name, entity_type from entities where rid > ? order by rid limit ?",
                row -> new Text(row.getLong(1), row.getString(2), row.getString(3)),
                entitiesDone,
                PAGE);
    }
}
