package dev.caxton.engine.memory;

import dev.caxton.engine.store.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that may answer a query: an observation, or the name and type of an entity. One thread only. */
final class Candidate {

    private final Row row;
    private final boolean name;
    private @Nullable Double similarity;
    private @Nullable Double keywordScore;
    private @Nullable Integer keywordRank;
    private final List<String> signals = new ArrayList<>();
    private double fit;
    private double score;
    private long uses;
    private long lastUsedAt;

    private Candidate(Row row, boolean name) {
        this.row = row;
        this.name = name;
    }

    static Candidate observation(Row row) {
        return new Candidate(row, false);
    }

    static Candidate name(Row entity) {
        return new Candidate(entity, true);
    }

    /** The observation, or the entity. */
    Row row() {
        return row;
    }

    boolean isName() {
        return name;
    }

    String text() {
        return name ? EntityText.of(row.text("name"), row.text("entity_type")) : row.text("content");
    }

    @Nullable
    Double similarity() {
        return similarity;
    }

    void compared(@Nullable Double cosine) {
        similarity = cosine;
    }

    @Nullable
    Double keywordScore() {
        return keywordScore;
    }

    @Nullable
    Integer keywordRank() {
        return keywordRank;
    }

    void matched(double bm25, int rank) {
        keywordScore = bm25;
        keywordRank = rank;
    }

    void used(long count, long lastAt) {
        uses = count;
        lastUsedAt = lastAt;
    }

    /** How often it was found before; 0 where that does not count. */
    long uses() {
        return uses;
    }

    /** When it was last found, in milliseconds since 1970; 0 where that does not count. */
    long lastUsedAt() {
        return lastUsedAt;
    }

    /** How well the text fits by itself. */
    double fit() {
        return fit;
    }

    void fits(double value) {
        fit = value;
        score = value;
    }

    double score() {
        return score;
    }

    /** Raises the score for a reason. */
    void raise(double by, String signal) {
        if (by > 0) {
            score += by;
            if (!signals.contains(signal)) {
                signals.add(signal);
            }
        }
    }

    /** Lowers the score, and says so where it is much. */
    void fade(double factor, boolean much) {
        if (score > 0) {
            score *= factor;
            if (much) {
                signals.add("faded");
            }
        }
    }

    List<String> signals() {
        return signals;
    }
}
