package dev.caxton.engine.memory;

import java.util.Arrays;

/**
 * The texts that hold one word, and how often; for words that are too frequent to be read from the file each time. Four bytes
 * a text. Guarded by the lock of its {@link TextIndex}.
 */
final class Postings {

    /** More repetitions of a word than this do not raise a score any further. */
    static final int MOST = 15;

    private static final int BITS = 4;

    /** Row and count of each text, in no order. */
    private int[] texts = new int[16];

    private int size;

    /** Notes one more occurrence in a text; those of one text come one after the other. */
    void add(int row) {
        if (size > 0 && texts[size - 1] >>> BITS == row) {
            if ((texts[size - 1] & MOST) < MOST) {
                texts[size - 1]++;
            }
            return;
        }
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size + size / 2);
        }
        texts[size++] = row << BITS | 1;
    }

    /** Number of texts that hold the word. */
    int texts() {
        return size;
    }

    long bytes() {
        return (long) texts.length * Integer.BYTES;
    }

    /** Adds what this word is worth to the scores of the texts that hold it. */
    void addTo(float[] scores, TermScores terms, double weight) {
        float factor = (float) weight;
        for (int i = 0; i < size; i++) {
            int row = texts[i] >>> BITS;
            if (row < scores.length) {
                scores[row] += factor * terms.of(row, texts[i] & MOST);
            }
        }
    }
}
