package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.TEXT_PROGRESS;

import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.RowRewrite;
import dev.caxton.engine.store.WriteTransaction;

/**
 * The last rows whose words are in the full-text index of the file.
 *
 * @param entities rid of an entity
 * @param observations rid of an observation
 */
record TextProgress(long entities, long observations) {

    private static final String ENTITIES = "entities";
    private static final String OBSERVATIONS = "observations";

    /** Files of before had every text in the index. */
    static final RowRewrite MIGRATION = tx -> {
        TextProgress newest = newest(tx);
        tx.insert(TEXT_PROGRESS, ENTITIES, newest.entities());
        tx.insert(TEXT_PROGRESS, OBSERVATIONS, newest.observations());
    };

    static TextProgress read(ReadTransaction tx) {
        long entities = 0;
        long observations = 0;
        for (Row row : tx.select(TEXT_PROGRESS, "")) {
            if (row.text("source").equals(ENTITIES)) {
                entities = row.integer("done_rid");
            } else {
                observations = row.integer("done_rid");
            }
        }
        return new TextProgress(entities, observations);
    }

    /** The last rows that there are. */
    static TextProgress newest(ReadTransaction tx) {
        return tx.query(
                        "select (select max(rid) from entities), (select max(rid) from observations)",
                        row -> new TextProgress(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    void write(WriteTransaction tx) {
        for (Row row : tx.select(TEXT_PROGRESS, "")) {
            String source = row.text("source");
            long done = source.equals(ENTITIES) ? entities : observations;
            if (done != row.integer("done_rid")) {
                tx.update(TEXT_PROGRESS, row.rid(), source, done);
            }
        }
    }
}
