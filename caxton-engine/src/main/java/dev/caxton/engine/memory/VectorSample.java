package dev.caxton.engine.memory;

import dev.caxton.engine.store.ReadTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Some vectors of a model, drawn at random from the database. */
final class VectorSample {

    /** Rows of one statement. */
    private static final int BATCH = 64;

    private static final String PLACES = "(" + String.join(", ", Collections.nCopies(BATCH, "?")) + ")";
    private static final String VECTORS = "select vector from embeddings where rid in " + PLACES;
    private static final long NO_ROW = -1;

    private VectorSample() {}

    /** So many of them, or all if there are fewer; those that are damaged may be missing. */
    static List<float[]> draw(ReadTransaction tx, String model, int dimensions, int count) {
        // The plus has SQLite read the index of owners, which is a tenth of the table.
        List<Long> rids = new ArrayList<>(
                tx.query("select rid from embeddings where model = ? and +rid > 0", row -> row.getLong(1), model));
        Random random = new Random(rids.size());
        int drawn = Math.min(count, rids.size());
        for (int i = 0; i < drawn; i++) {
            Collections.swap(rids, i, i + random.nextInt(rids.size() - i));
        }
        List<float[]> sample = new ArrayList<>(drawn);
        for (int from = 0; from < drawn; from += BATCH) {
            Object[] batch = new Object[BATCH];
            Arrays.fill(batch, NO_ROW);
            for (int i = from; i < Math.min(drawn, from + BATCH); i++) {
                batch[i - from] = rids.get(i);
            }
            tx.query(VECTORS, row -> row.getBytes(1), batch).stream()
                    .filter(bytes -> bytes.length == dimensions * Float.BYTES)
                    .forEach(bytes -> sample.add(Embedding.ofBytes(bytes).values()));
        }
        return sample;
    }
}
