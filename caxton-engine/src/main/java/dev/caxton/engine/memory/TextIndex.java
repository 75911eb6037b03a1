package dev.caxton.engine.memory;

import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.ReadTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Search by words: BM25 over the full-text index {@code memory_text} of the file.
 *
 * <p>The file is the truth. Words of few texts are read from it for each query. For words of more texts than one in a
 * hundred, which make a query slow, the texts that hold them are kept in memory, at most 64 MB. The results are those of
 * FTS5's own {@code bm25()}, filtered by who may see what. Thread-safe.
 */
final class TextIndex {

    private static final Logger LOG = LoggerFactory.getLogger(TextIndex.class);

    /** FTS5's own constants. */
    private static final double K1 = 1.2;

    private static final double B = 0.75;
    private static final double LEAST_WEIGHT = 1e-6;

    private static final int MOST_WORDS = 64;
    private static final int KEPT_FROM_TEXTS = 500;
    private static final int KEPT_FROM_SHARE = 100;
    private static final long KEPT_BYTES = 64L << 20;
    /** More arrivals at once than this are not sorted into what is kept; it is read anew. */
    private static final int SORTED_IN = 5_000;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final TextDocuments documents = new TextDocuments();
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
                        database.read(tx -> sought(tx, word));
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
                "select term from memory_vocabulary where doc > ? order by doc desc limit 1000",
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
        follow(tx);
        List<Sought> sought = new ArrayList<>();
        for (String word : new LinkedHashSet<>(words)) {
            if (sought.size() < MOST_WORDS) {
                sought.add(sought(tx, word));
            }
        }
        lock.readLock().lock();
        try {
            return new TextHits(best(scores(sought), filter, limit), attainable(sought));
        } finally {
            lock.readLock().unlock();
        }
    }

    private void follow(ReadTransaction tx) {
        lock.readLock().lock();
        try {
            if (!documents.isBehind(tx)) {
                return;
            }
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            List<TextDocuments.Arrival> arrivals = documents.catchUp(tx);
            if (arrivals.size() > SORTED_IN) {
                kept.clear();
            } else if (!kept.isEmpty()) {
                arrivals.forEach(arrival -> sortIn(tx, arrival));
            }
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

    private Sought sought(ReadTransaction tx, String word) {
        lock.readLock().lock();
        try {
            Postings known = kept.get(word);
            if (known != null) {
                return new Sought(known, new int[0], known.texts());
            }
        } finally {
            lock.readLock().unlock();
        }
        List<Integer> rows = tx.query("select doc from memory_words where term = ?", result -> result.getInt(1), word);
        int[] all = rows.stream().mapToInt(Integer::intValue).toArray();
        int texts = new HashSet<>(rows).size();
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
        double mean = documents.meanLength();
        int all = documents.texts();
        for (Sought word : sought) {
            double weight = weight(word.texts, all);
            Postings postings = word.postings;
            if (postings != null) {
                postings.each((row, count) -> add(scores, row, count, weight, mean));
            } else {
                int[] rows = word.rows;
                for (int i = 0; i < rows.length; ) {
                    int first = i;
                    while (i < rows.length && rows[i] == rows[first]) {
                        i++;
                    }
                    add(scores, rows[first], i - first, weight, mean);
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
        return sought.stream().mapToDouble(word -> weight(word.texts, all)).sum() * (K1 + 1) / (1 + K1 / 2);
    }

    private void add(float[] scores, int row, int count, double weight, double mean) {
        if (row < scores.length) {
            double norm = K1 * (1 - B + B * documents.length(row) / mean);
            scores[row] += (float) (weight * count * (K1 + 1) / (count + norm));
        }
    }

    private List<TextHit> best(float[] scores, VectorFilter filter, int limit) {
        Comparator<TextHit> worstFirst = Comparator.comparingDouble(TextHit::score)
                .thenComparing(Comparator.comparingInt(TextHit::row).reversed());
        PriorityQueue<TextHit> best = new PriorityQueue<>(worstFirst);
        double least = 0;
        for (int row = 0; row < scores.length; row++) {
            if (scores[row] > least) {
                EntityFacts owner = documents.owner(row);
                if (owner != null && filter.accepts(owner)) {
                    best.add(new TextHit(owner, row, scores[row]));
                    if (best.size() > limit) {
                        best.poll();
                        least = best.element().score();
                    }
                }
            }
        }
        List<TextHit> ranked = new ArrayList<>(best);
        ranked.sort(worstFirst.reversed());
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
