package dev.caxton.engine.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of texts that were not in the file's full-text index when they were read, at most some thousands of texts. Guarded
 * by the lock of its {@link TextIndex}.
 */
final class RecentTexts {

    private static final int[] NONE = {};

    private final Map<String, Rows> words = new HashMap<>();
    private boolean forgotten;
    private TextProgress pruned = new TextProgress(0, 0);
    private TextProgress seen = new TextProgress(0, 0);

    /** Rows that hold one word, each as often as it does. */
    private static final class Rows {
        private int[] rows = new int[2];
        private int size;

        void add(int row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
            }
            rows[size++] = row;
        }

        boolean prune(TextProgress indexed) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (isBeyond(rows[i], indexed)) {
                    rows[kept++] = rows[i];
                }
            }
            size = kept;
            return kept == 0;
        }
    }

    void add(int row, List<String> texts) {
        texts.forEach(word -> words.computeIfAbsent(word, unused -> new Rows()).add(row));
    }

    /** Rows that hold a word and are not in the index of a snapshot, each as often as it does. */
    int[] of(String word, TextProgress indexed) {
        Rows rows = words.get(word);
        if (rows == null) {
            return NONE;
        }
        int[] beyond = new int[rows.size];
        int size = 0;
        for (int i = 0; i < rows.size; i++) {
            if (isBeyond(rows.rows[i], indexed)) {
                beyond[size++] = rows.rows[i];
            }
        }
        return Arrays.copyOf(beyond, size);
    }

    /** Drops what was in the index already when the one before was told: older snapshots may still be read. */
    void indexed(TextProgress now) {
        if (now.entities() <= seen.entities() && now.observations() <= seen.observations()) {
            return; // the same, or an older snapshot
        }
        pruned = seen;
        seen = now;
        words.values().removeIf(rows -> rows.prune(pruned));
    }

    /** Drops everything; to be filled again before the next search. */
    void forget() {
        words.clear();
        forgotten = true;
    }

    /** Whether it was told to forget since this was last asked. */
    boolean isForgotten() {
        return forgotten;
    }

    /** It is about to be filled again. */
    void remember() {
        words.clear();
        forgotten = false;
    }

    static boolean isBeyond(int row, TextProgress indexed) {
        return row / 2 > ((row & 1) == 1 ? indexed.entities() : indexed.observations());
    }
}
