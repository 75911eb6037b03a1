package dev.caxton.engine.memory;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.util.List;

/** Applies {@link TendText}. The outcome of a rebuild is the number of texts. */
final class TendTextApplier implements Applier<TendText> {

    private static final int PAGE = 500;

    private record Text(long rid, String first, String second) {}

    @Override
    public String apply(TendText command, Operation operation, WriteTransaction tx) {
        return switch (command.how()) {
            case MERGE -> {
                TextTable.merge(tx);
                yield "0";
            }
            case REBUILD -> String.valueOf(rebuild(tx));
        };
    }

    private static long rebuild(WriteTransaction tx) {
        TextTable.empty(tx);
        long texts = 0;
        long after = 0;
        List<Text> page = observations(tx, after);
        while (!page.isEmpty()) {
            page.forEach(text -> TextTable.addObservation(tx, text.rid(), text.first()));
            texts += page.size();
            after = page.getLast().rid();
            page = observations(tx, after);
        }
        after = 0;
        page = entities(tx, after);
        while (!page.isEmpty()) {
            page.forEach(text -> TextTable.addEntity(tx, text.rid(), text.first(), text.second()));
            texts += page.size();
            after = page.getLast().rid();
            page = entities(tx, after);
        }
        return texts;
    }

    private static List<Text> observations(WriteTransaction tx, long after) {
        return tx.query(
                "select rid, content from observations where rid > ? and retracted_at is null order by rid limit ?",
                result -> new Text(result.getLong(1), result.getString(2), ""),
                after,
                PAGE);
    }

    private static List<Text> entities(WriteTransaction tx, long after) {
        return tx.query(
                "select rid, name, entity_type from entities where rid > ? order by rid limit ?",
                result -> new Text(result.getLong(1), result.getString(2), result.getString(3)),
                after,
                PAGE);
    }
}
