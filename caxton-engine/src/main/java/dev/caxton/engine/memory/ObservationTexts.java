package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;

import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an entity, oldest first, as far as there is room for it.
 *
 * @param texts the observations
 * @param length their characters
 * @param cut whether there are more
 */
record ObservationTexts(List<String> texts, long length, boolean cut) {

    /** Reads one row after the other, so that no more than one lies in memory beyond the limit. */
    static ObservationTexts of(ReadTransaction tx, String entityId, int most, long mostCharacters) {
        return of(tx, entityId, Moment.BELIEVED, most, mostCharacters);
    }

    /** As {@link #of(ReadTransaction, String, int, long)}, for what was believed and is true at a moment. */
    static ObservationTexts of(ReadTransaction tx, String entityId, Moment moment, int most, long mostCharacters) {
        List<Long> rids = tx.query(
                "select rid from observations where entity_id = ?"
                        + (moment.isPresent() ? " and retracted_at is null" : "") + " order by rid limit ?",
                result -> result.getLong(1),
                entityId,
                moment.equals(Moment.BELIEVED) && most < Integer.MAX_VALUE ? most + 1 : Integer.MAX_VALUE);
        List<String> texts = new ArrayList<>();
        long length = 0;
        for (long rid : rids) {
            if (texts.size() == most) {
                return new ObservationTexts(texts, length, true);
            }
            Optional<Row> row = tx.find(OBSERVATIONS, "where rid = ?", rid);
            if (row.filter(moment::accepts).isPresent()) {
                String text = row.get().text("content");
                if (length + text.length() > mostCharacters) {
                    return new ObservationTexts(texts, length, true);
                }
                length += text.length();
                texts.add(text);
            }
        }
        return new ObservationTexts(texts, length, false);
    }
}
