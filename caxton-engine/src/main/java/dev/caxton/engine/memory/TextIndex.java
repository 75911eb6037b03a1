package dev.caxton.engine.memory;

import static java.util.Objects.requireNonNull;

import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Search by words: BM25 over the full-text index {@code memory_text} of the file.
 *
 * <p>The file is the truth. Words of few texts are read from it for each query. For words of more texts than one in five
 * hundred, which make a query slow, the texts that hold them are kept in memory, at most 64 MB. The results are those of
 * FTS5's own {@code bm25()}, filtered by who may see what. Thread-safe.
 */
final class TextIndex {

    private static final Logger LOG = LoggerFactory.getLogger(TextIndex.class);

    private static final double LEAST_WEIGHT = 1e-6;

    private static final int MOST_WORDS = 64;
    private static final int KEPT_FROM_TEXTS = 200;
    private static final int KEPT_FROM_SHARE = 500;
    private static final long KEPT_BYTES = 64L << 20;
    /** More arrivals at once than this are not sorted into what is kept; it is read anew. */
    private static final int SORTED_IN = 5_000;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final TextDocuments documents = new TextDocuments();
    private final RecentTexts recent = new RecentTexts();
    private final Map<String, Postings> kept = new LinkedHashMap<>();
    private volatile boolean closed;

    /**
     * Texts that fit a query.
     *
     * @param hits the best first
     * @param attainable a score that makes those of different queries comparable
     */
    record TextHits(List<TextHit> hits, double attainable) {}

    /** A word of a query, with the texts that hold it: kept, or row and row again for each occurrence. */
    private static final class Sought {
        private final @Nullable Postings postings;
        private final int[] rows;
        private final int texts;

        Sought(@Nullable Postings postings, int[] rows, int texts) {
            this.postings = postings;
            this.rows = rows;
            this.texts = texts;
        }
    }

    /** Reads lengths, owners and frequent words in the background, so that the first searches are fast too. */
    void load(Database database, Executor background) {
        background.execute(() -> {
            try {
                long start = System.nanoTime();
                List<String> frequent = database.read(this::frequentWords);
                for (String word : frequent) {
                    if (!closed) {
                        database.read(tx -> sought(tx, word, follow(tx)));
                    }
                }
                LOG.info(
                        "text index loaded: texts={} frequent_words={} ms={}",
                        documents.texts(),
                        frequent.size(),
                        (System.nanoTime() - start) / 1_000_000);
            } catch (RuntimeException e) {
                if (!closed) {
                    // Every search reads what it needs by itself; this only made the first ones faster.
                    LOG.warn("text index could not be read ahead: {}", e.toString());
                }
            }
        });
    }

    private List<String> frequentWords(ReadTransaction tx) {
        follow(tx);
        return tx.query(
                "select term from memory_vocabulary where doc > ? order by doc desc limit 3000",
                result -> result.getString(1),
                keptFrom());
    }

    void close() {
        closed = true;
    }

    /** Leaves out an entity that was deleted. */
    void remove(String entityId) {
        lock.writeLock().lock();
        try {
            documents.remove(entityId);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Drops all words from memory. */
    void clear() {
        lock.writeLock().lock();
        try {
            kept.clear();
            recent.forget();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * The texts that fit best, the best first.
     *
     * @param words of {@link Words#of}; texts with any of them fit
     */
    TextHits search(ReadTransaction tx, Collection<String> words, VectorFilter filter, int limit) {
        TextProgress indexed = follow(tx);
        List<Sought> sought = new ArrayList<>();
        for (String word : new LinkedHashSet<>(words)) {
            if (sought.size() < MOST_WORDS) {
                sought.add(sought(tx, word, indexed));
            }
        }
        lock.readLock().lock();
        try {
            return new TextHits(best(scores(sought), filter, limit), attainable(sought));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Reads what was stored since; returns what of a snapshot is in the file's index. */
    private TextProgress follow(ReadTransaction tx) {
        TextProgress indexed = TextProgress.read(tx);
        lock.readLock().lock();
        try {
            if (!documents.isBehind(tx) && !recent.isForgotten()) {
                return indexed;
            }
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            if (recent.isForgotten()) {
                recent.remember();
                documents.readAgain(tx, indexed, recent);
            }
            recent.indexed(indexed);
            List<TextDocuments.Arrival> arrivals = documents.catchUp(tx, indexed, recent);
            if (arrivals.size() > SORTED_IN) {
                kept.clear();
            } else if (!kept.isEmpty()) {
                arrivals.forEach(arrival -> sortIn(tx, arrival));
            }
            return indexed;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void sortIn(ReadTransaction tx, TextDocuments.Arrival arrival) {
        String sql = arrival.entity()
                ? "select name || ' ' || replace(entity_type, '_', ' ') from entities where rid = ?"
                : "select content from observations where rid = ?";
        for (String text : tx.query(sql, result -> result.getString(1), arrival.rid())) {
            for (String word : Words.of(text)) {
                Postings postings = kept.get(word);
                if (postings != null) {
                    postings.add(arrival.row());
                }
            }
        }
    }

    private int keptFrom() {
        return Math.max(KEPT_FROM_TEXTS, documents.texts() / KEPT_FROM_SHARE);
    }

    private Sought sought(ReadTransaction tx, String word, TextProgress indexed) {
        int[] newest;
        lock.readLock().lock();
        try {
            Postings known = kept.get(word);
            if (known != null) {
                return new Sought(known, new int[0], known.texts());
            }
            newest = recent.of(word, indexed);
        } finally {
            lock.readLock().unlock();
        }
        List<Integer> rows = tx.query("select doc from memory_words where term = ?", result -> result.getInt(1), word);
        int[] all = new int[rows.size() + newest.length];
        for (int i = 0; i < rows.size(); i++) {
            all[i] = rows.get(i);
        }
        System.arraycopy(newest, 0, all, rows.size(), newest.length);
        int texts = (int) Arrays.stream(all).distinct().count();
        if (texts <= keptFrom()) {
            return new Sought(null, all, texts);
        }
        return new Sought(keep(tx, word, all), all, texts);
    }

    /** Null where texts arrived since the word was read; then the next query tries again. */
    private @Nullable Postings keep(ReadTransaction tx, String word, int[] rows) {
        Postings postings = new Postings();
        for (int row : rows) {
            postings.add(row);
        }
        lock.writeLock().lock();
        try {
            long bytes = kept.values().stream().mapToLong(Postings::bytes).sum();
            if (bytes + postings.bytes() > KEPT_BYTES || documents.isAhead(tx)) {
                return null;
            }
            kept.put(word, postings);
            return postings;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private float[] scores(List<Sought> sought) {
        float[] scores = new float[documents.rows()];
        TermScores terms = new TermScores(documents);
        int all = documents.texts();
        for (Sought word : sought) {
            double weight = weight(word.texts, all);
            Postings postings = word.postings;
            if (postings != null) {
                postings.addTo(scores, terms, weight);
            } else {
                int[] rows = word.rows;
                for (int i = 0; i < rows.length; ) {
                    int first = i;
                    while (i < rows.length && rows[i] == rows[first]) {
                        i++;
                    }
                    if (rows[first] < scores.length) {
                        scores[rows[first]] += (float) weight * terms.of(rows[first], i - first);
                    }
                }
            }
        }
        return scores;
    }

    private static double weight(int texts, int all) {
        return Math.max(LEAST_WEIGHT, Math.log((all - texts + 0.5) / (texts + 0.5)));
    }

    /** What a text of half the mean length scores that holds every word once, those that no text holds included. */
    private double attainable(List<Sought> sought) {
        int all = documents.texts();
        return sought.stream().mapToDouble(word -> weight(word.texts, all)).sum()
                * (TermScores.K1 + 1)
                / (1 + TermScores.K1 / 2);
    }

    private List<TextHit> best(float[] scores, VectorFilter filter, int limit) {
        BestRows best = new BestRows(limit);
        for (int row = 0; row < scores.length; row++) {
            if (scores[row] > 0 && best.isBetter(row, scores[row])) {
                EntityFacts owner = documents.owner(row);
                if (owner != null && filter.accepts(owner)) {
                    best.add(row, scores[row]);
                }
            }
        }
        List<TextHit> ranked = new ArrayList<>();
        best.each((row, score) -> ranked.add(new TextHit(requireNonNull(documents.owner(row)), row, score)));
        return ranked;
    }

    /** Words that are kept in memory, for tests. */
    Set<String> keptWords() {
        lock.readLock().lock();
        try {
            return Set.copyOf(kept.keySet());
        } finally {
            lock.readLock().unlock();
        }
    }
}
