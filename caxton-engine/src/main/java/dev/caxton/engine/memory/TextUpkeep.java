package dev.caxton.engine.memory;

import dev.caxton.engine.store.GroupEnd;
import dev.caxton.engine.store.WriteTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds the words of new texts to the full-text index in the order of their rows, some hundreds of texts at once: each
 * transaction that adds any makes FTS5 write a part of the index, and join parts later. Done while nobody waits for the writer,
 * or where too many texts wait. {@link RecentTexts} finds those that are not in the index yet. One thread only.
 */
final class TextUpkeep implements GroupEnd {

    /** So many are worth adding. */
    static final int WORTH_ADDING = 500;

    /** As many texts are held in memory, and read again by a start. */
    static final int MOST_WAITING = 50_000;

    private static final long MOST_BYTES = 8L << 20;
    private static final int PAGE = 100;

    /** What waits: the rows seen, their number and their length; null where the file is to be asked. */
    private @Nullable Waiting waiting;

    private record Waiting(TextProgress seen, long texts, long bytes) {}

    private record Text(long rid, String text, String type) {}

    @Override
    public void apply(WriteTransaction tx) {
        Waiting now = look(tx);
        if (now.texts() > MOST_WAITING || now.bytes() > MOST_BYTES) {
            long texts = now.bytes() > MOST_BYTES ? now.texts() : now.texts() - MOST_WAITING;
            add(tx, Math.max(texts, WORTH_ADDING));
            waiting = null;
        } else {
            waiting = now;
        }
    }

    @Override
    public boolean isBehind() {
        return waiting != null && waiting.texts() >= WORTH_ADDING;
    }

    @Override
    public void catchUp(WriteTransaction tx) {
        add(tx, WORTH_ADDING);
        waiting = null;
        waiting = look(tx);
    }

    @Override
    public void rolledBack() {
        waiting = null;
    }

    private Waiting look(WriteTransaction tx) {
        Waiting known = waiting == null ? new Waiting(TextProgress.read(tx), 0, 0) : waiting;
        return tx
                .query(
                        "select max(rid), count(*), sum(octet_length(content)) from observations where rid > ?1 union"
                            + " all select max(rid), count(*), sum(octet_length(name)) from entities where rid > ?2",
                        row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                        known.seen().observations(),
                        known.seen().entities())
                .stream()
                .reduce((observations, entities) -> new long[] {
                    entities[0], observations[0], observations[1] + entities[1], observations[2] + entities[2]
                })
                .map(sum -> new Waiting(
                        new TextProgress(
                                Math.max(sum[0], known.seen().entities()),
                                Math.max(sum[1], known.seen().observations())),
                        known.texts() + sum[2],
                        known.bytes() + sum[3]))
                .orElseThrow();
    }

    /** Adds all that wait. */
    static void addAll(WriteTransaction tx) {
        add(tx, Long.MAX_VALUE);
    }

    private static void add(WriteTransaction tx, long most) {
        TextProgress done = TextProgress.read(tx);
        long left = most;
        long observations = done.observations();
        long entities = done.entities();
        while (left > 0) {
            List<Text> page = observations(tx, observations);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(text -> TextTable.addObservation(tx, text.rid(), text.text()));
            observations = page.getLast().rid();
            left -= page.size();
        }
        while (left > 0) {
            List<Text> page = entities(tx, entities);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(text -> TextTable.addEntity(tx, text.rid(), text.text(), text.type()));
            entities = page.getLast().rid();
            left -= page.size();
        }
        new TextProgress(entities, observations).write(tx);
    }

    private static List<Text> observations(WriteTransaction tx, long after) {
        return tx.query(
                "select rid, content from observations where rid > ? and retracted_at is null order by rid limit ?",
                row -> new Text(row.getLong(1), row.getString(2), ""),
                after,
                PAGE);
    }

    private static List<Text> entities(WriteTransaction tx, long after) {
        return tx.query(
                "select rid, name, entity_type from entities where rid > ? order by rid limit ?",
                row -> new Text(row.getLong(1), row.getString(2), row.getString(3)),
                after,
                PAGE);
    }
}
