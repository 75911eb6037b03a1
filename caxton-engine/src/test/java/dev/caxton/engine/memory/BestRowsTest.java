package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against sorting, and frequent words against counting. */
class BestRowsTest {

    private record Scored(int row, float score) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 64, 999, 2_000})
    void keepsTheHighestScoresAndOfEqualOnesTheLowerRows(int limit) {
        Random random = new Random(limit);
        List<Scored> all = new ArrayList<>();
        BestRows best = new BestRows(limit);
        for (int row = 0; row < 1_000; row++) {
            Scored scored = new Scored(row, (1 + random.nextInt(50)) / 7f);
            all.add(scored);
            if (best.isBetter(scored.row(), scored.score())) {
                best.add(scored.row(), scored.score());
            }
        }
        List<Scored> kept = new ArrayList<>();
        best.each((row, score) -> kept.add(new Scored(row, score)));

        all.sort(Comparator.comparingDouble((Scored scored) -> -scored.score()).thenComparingInt(Scored::row));
        assertThat(kept).isEqualTo(all.subList(0, Math.min(limit, all.size())));
    }

    @Test
    void countsTextsAndRepetitionsOfAWord() {
        Postings postings = new Postings();
        for (int text = 0; text < 100; text++) {
            for (int i = 0; i < 1 + text % 20; i++) {
                postings.add(7 * text);
            }
        }
        float[] scores = new float[600];

        postings.addTo(scores, new TermScores(new TextDocuments()), 1);

        assertThat(postings.texts()).isEqualTo(100);
        assertThat(scores[7]).isGreaterThan(scores[0]);
        assertThat(scores[7 * 19]).as("no more than 15 count").isEqualTo(scores[7 * 14]);
        assertThat(scores[1]).isZero();
    }
}
