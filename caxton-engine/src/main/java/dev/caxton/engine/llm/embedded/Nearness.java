package dev.caxton.engine.llm.embedded;

import dev.caxton.api.CaxtonException;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How near passages are to one question: by the cosine of their embeddings where a model is loaded, by common words
 * otherwise. Not thread-safe; made for one question.
 */
final class Nearness {

    /**
     * Cosine from which a sentence speaks of the same thing. Measured with MiniLM on the shipped agents: sentences that
     * answer a question begin at 0.51, those that do not seldom reach 0.45.
     */
    private static final double NEAR = 0.50;

    /** Cosine that is enough where half of the question's content words are common as well. */
    private static final double NEAR_IN_COMMON_WORDS = 0.40;

    /** Share of common content words that counts as half; it is enough by itself where there is no model. */
    private static final double COMMON_ENOUGH = 0.5;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:])\\s+|\\n\\n|\\n(?=[-*] )");
    private static final int MOST_SENTENCES = 40;

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

    /** How near the nearest sentence is, comparable within one question: higher is nearer, below 0 is not near enough. */
    double of(String text) {
        return of("", text);
    }

    /** As {@link #of(String)}, for a text under a heading. */
    double of(String heading, String text) {
        double best = -1;
        for (String sentence : SENTENCE_END.split(text, MOST_SENTENCES)) {
            if (!sentence.isBlank()) {
                String place = heading.isEmpty() ? sentence : heading + ": " + sentence;
                best = Math.max(best, Math.max(ofSentence(sentence), ofSentence(place)));
            }
        }
        return best;
    }

    private double ofSentence(String sentence) {
        double common = Words.overlap(question, sentence);
        double cosine = cosine(sentence);
        return Double.isNaN(cosine) ? (common >= COMMON_ENOUGH ? common : common - 1) : judged(cosine, common);
    }

    /** As {@link #of(String)}, for a sentence whose cosine is known already. */
    double of(String sentence, double cosine) {
        return vector == null ? ofSentence(sentence) : judged(cosine, Words.overlap(question, sentence));
    }

    /** A first rough measure of a whole passage, to tell which ones are worth a closer look. */
    double roughly(String passage) {
        double cosine = cosine(passage);
        return (Double.isNaN(cosine) ? 0 : cosine) + COMMON_ENOUGH * Words.overlap(question, passage);
    }

    /** Cosine between question and text; not a number where there is no model. */
    private double cosine(String text) {
        float[] own = vector;
        float[] other = own == null ? null : embed(embedder, text);
        if (own == null || other == null) {
            vector = null; // the rest of this answer is compared in the same way
            return Double.NaN;
        }
        return cosine(own, other);
    }

    private static double judged(double cosine, double common) {
        double needed = common >= COMMON_ENOUGH ? NEAR_IN_COMMON_WORDS : NEAR;
        return cosine >= needed ? cosine + 0.1 * common : cosine - 1;
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
