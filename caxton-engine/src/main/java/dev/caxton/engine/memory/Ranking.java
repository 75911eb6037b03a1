package dev.caxton.engine.memory;

import dev.caxton.api.memory.SearchMode;
import dev.caxton.engine.memory.upkeep.Retention;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well candidates answer a query. The weights were chosen on one half of the retrieval set and are judged on the
 * other; {@code docs/decisions/0046} tells how.
 */
final class Ranking {

    /** Share of meaning where a query does not say. */
    static final double SEMANTIC_WEIGHT = 0.7;

    /** Cosine that a text with all the words of a query mostly has to it, for as long as its own vector is not made. */
    private static final double LIKELY = 0.6;

    private static final double AFTER_QUESTION = 0.5;
    private static final double AFTER = 0.15;
    private static final double BEFORE = 0.05;
    private static final double COMPANY = 0.4;
    private static final double NAME_SIMILARITY = 0.1;
    private static final double NAME_WORDS = 0.2;
    private static final double TIME = 0.1;
    /** Part of the score that goes with all confidence. */
    private static final double FADING = 0.5;
    /** Confidence below which a result says that it faded. */
    private static final double FADED = 0.5;
    /** Documented boost of what is less than a day old. */
    private static final double RECENT = 1.2;

    private static final long DAY_MILLIS = 86_400_000;

    private final SearchMode mode;
    private final double semanticWeight;
    private final double attainable;
    private final Optional<TimeWords> time;
    private final long now;
    private final Retention retention;

    /**
     * Ranks for one query.
     *
     * @param mode how; keyword where there is no vector
     * @param attainable a BM25 that counts as a full match
     * @param time what time the query names
     * @param now the moment of the query, or whose beliefs it asks for, in milliseconds
     * @param retention how observations fade
     */
    Ranking(
            SearchMode mode,
            @Nullable Double semanticWeight,
            double attainable,
            Optional<TimeWords> time,
            long now,
            Retention retention) {
        this.mode = mode;
        this.semanticWeight = semanticWeight == null ? SEMANTIC_WEIGHT : semanticWeight;
        this.attainable = attainable;
        this.time = time;
        this.now = now;
        this.retention = retention;
    }

    /** What a text scores by itself. */
    double fit(@Nullable Double similarity, @Nullable Double keywordScore) {
        double meaning = similarity == null ? 0 : similarity;
        double words = keywordScore == null ? 0 : keywordScore;
        return switch (mode) {
            case SEMANTIC -> meaning;
            case KEYWORD -> words;
            case HYBRID -> semanticWeight * meaning + (1 - semanticWeight) * share(words);
        };
    }

    /** What a text scores by itself whose vector is still to be made: as much as its words let expect. */
    double expected(double keywordScore) {
        return mode == SearchMode.HYBRID
                ? (semanticWeight * LIKELY + 1 - semanticWeight) * share(keywordScore)
                : fit(null, keywordScore);
    }

    private double share(double keywordScore) {
        return attainable <= 0 ? 0 : keywordScore / attainable;
    }

    void rank(CandidateEntity entity) {
        entity.texts().forEach(text -> text.fits(fit(text)));
        if (mode == SearchMode.HYBRID) {
            Map<Integer, Candidate> observations = entity.observations();
            observations.forEach((position, text) -> {
                neighbour(text, observations.get(position - 1), true);
                neighbour(text, observations.get(position + 1), false);
            });
            company(entity);
            entity.texts().forEach(this::times);
            if (!retention.halfLife().isZero()) {
                entity.texts().filter(text -> !text.isName()).forEach(this::fade);
            }
        }
    }

    private double fit(Candidate text) {
        Double words = text.keywordScore();
        return text.similarity() == null && words != null ? expected(words) : fit(text.similarity(), words);
    }

    /** A short answer is found by the question before it. */
    private static void neighbour(Candidate text, @Nullable Candidate other, boolean before) {
        if (other != null) {
            boolean asked = before && other.text().stripTrailing().endsWith("?");
            double weight = !before ? BEFORE : asked ? AFTER_QUESTION : AFTER;
            text.raise(weight * other.fit(), "neighbours");
        }
    }

    /** Entities that speak of the subject more than once, or in their names. */
    private void company(CandidateEntity entity) {
        double company = entity.texts()
                .filter(text -> !text.isName())
                .map(Candidate::fit)
                .sorted(Comparator.reverseOrder())
                .limit(2)
                .mapToDouble(fit -> fit)
                .average()
                .orElse(0);
        Candidate name = entity.name();
        Double similarity = name == null ? null : name.similarity();
        Double words = name == null ? null : name.keywordScore();
        double named = NAME_SIMILARITY * (similarity == null ? 0 : Math.max(0, similarity))
                + NAME_WORDS * (words == null ? 0 : share(words));
        List<Candidate> texts = entity.texts().toList();
        texts.forEach(text -> text.raise(COMPANY * company + named, "entity"));
    }

    /** What nobody is sure of any more keeps half its score, so that it is found where nothing else is. */
    private void fade(Candidate text) {
        long freshAt = Math.max(text.row().integer("created_at"), text.lastUsedAt());
        double confidence = retention.faded(text.row().real("confidence"), now - freshAt, text.uses());
        text.fade(1 - FADING * (1 - confidence), confidence < FADED);
    }

    private void times(Candidate text) {
        long recordedAt = text.row().integer("created_at");
        if (time.isPresent() && time.get().contains(text.row().integer("valid_from"))) {
            text.raise(TIME, "time");
        }
        if (recordedAt > now - DAY_MILLIS) {
            text.raise((RECENT - 1) * text.score(), "recent");
        }
    }
}
