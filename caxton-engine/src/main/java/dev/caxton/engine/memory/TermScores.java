package dev.caxton.engine.memory;

/**
 * BM25's share of how often a word is in a text and how long that is, computed once for all usual lengths. The same as in
 * FTS5's {@code bm25()}. Good for one query.
 */
final class TermScores {

    /** FTS5's own constants. */
    static final double K1 = 1.2;

    private static final double B = 0.75;
    private static final int USUAL_LENGTHS = 256;

    private final TextDocuments documents;
    private final double mean;
    private final float[] usual = new float[(Postings.MOST + 1) * USUAL_LENGTHS];

    TermScores(TextDocuments documents) {
        this.documents = documents;
        this.mean = documents.meanLength();
        for (int count = 1; count <= Postings.MOST; count++) {
            for (int length = 0; length < USUAL_LENGTHS; length++) {
                usual[count * USUAL_LENGTHS + length] = compute(count, length);
            }
        }
    }

    /**
     * Of one text.
     *
     * @param count how often it holds the word, 1 or more
     */
    float of(int row, int count) {
        int length = documents.length(row);
        return length < USUAL_LENGTHS && count <= Postings.MOST
                ? usual[count * USUAL_LENGTHS + length]
                : compute(count, length);
    }

    private float compute(int count, int length) {
        double norm = K1 * (1 - B + B * length / mean);
        return (float) (count * (K1 + 1) / (count + norm));
    }
}
