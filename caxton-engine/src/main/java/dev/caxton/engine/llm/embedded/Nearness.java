package dev.caxton.engine.llm.embedded;

import dev.caxton.api.CaxtonException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How near passages are to one question: by the cosine of their embeddings where a model is loaded, by common words
 * otherwise. Not thread-safe; made for one question.
 */
final class Nearness {

    /** Cosine from which a passage speaks of the same thing; MiniLM gives unrelated English about 0.1. */
    private static final double NEAR = 0.50;

    /** Cosine that is enough where a content word is common as well. */
    private static final double NEAR_WITH_COMMON_WORD = 0.30;

    /** Share of common content words that is enough without a model. */
    private static final double COMMON_ENOUGH = 0.5;

    private final Function<String, float[]> embedder;
    private final Set<String> question;
    private float @Nullable [] vector;

    private Nearness(Function<String, float[]> embedder, String question, float @Nullable [] vector) {
        this.embedder = embedder;
        this.question = Words.content(question);
        this.vector = vector;
    }

    static Nearness to(String question, Function<String, float[]> embedder) {
        return new Nearness(embedder, question, embed(embedder, question));
    }

    /** How near, comparable within one question: higher is nearer, below 0 is not near enough to be quoted. */
    double of(String passage) {
        float[] own = vector;
        double common = Words.overlap(question, passage);
        float[] other = own == null ? null : embed(embedder, passage);
        if (own == null || other == null) {
            vector = null; // the rest of this answer is compared in the same way
            return common >= COMMON_ENOUGH ? common : common - 1;
        }
        return judged(cosine(own, other), common);
    }

    /** As {@link #of}, for a passage whose cosine is known already. */
    double of(String passage, double cosine) {
        return vector == null ? of(passage) : judged(cosine, Words.overlap(question, passage));
    }

    private static double judged(double cosine, double common) {
        double needed = common > 0 ? NEAR_WITH_COMMON_WORD : NEAR;
        return cosine >= needed ? cosine + 0.2 * common : cosine - 1;
    }

    private static float @Nullable [] embed(Function<String, float[]> embedder, String text) {
        try {
            return embedder.apply(text);
        } catch (CaxtonException e) {
            return null; // no model loaded: common words decide, which is what this class promises
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            dot += (double) a[i] * b[i];
            first += (double) a[i] * a[i];
            second += (double) b[i] * b[i];
        }
        return first == 0 || second == 0 ? 0 : dot / Math.sqrt(first * second);
    }
}
