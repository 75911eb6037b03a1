package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.api.memory.SearchMode;
import dev.caxton.engine.memory.upkeep.Retention;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final double FULL_MATCH = 12;

    private static Ranking ranking(SearchMode mode) {
        return new Ranking(mode, null, FULL_MATCH, Optional.empty(), 0, Retention.FOR_EVER);
    }

    @Test
    void putsTextsWhoseVectorIsStillToBeMadeBetweenLikelyAndUnlikelyMeanings() {
        Ranking ranking = ranking(SearchMode.HYBRID);

        assertThat(ranking.expected(FULL_MATCH))
                .isGreaterThan(ranking.fit(0.5, null))
                .isGreaterThan(ranking.fit(0.5, FULL_MATCH))
                .isLessThan(ranking.fit(0.7, FULL_MATCH));
        assertThat(ranking.expected(0)).isZero();
    }

    @Test
    void countsWordsAloneWhereOnlyWordsAreSought() {
        Ranking ranking = ranking(SearchMode.KEYWORD);

        assertThat(ranking.expected(7)).isEqualTo(7);
    }
}
