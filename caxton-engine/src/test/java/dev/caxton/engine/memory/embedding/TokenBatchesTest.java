package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBatchesTest {

    @Test
    void keepsEveryGroupWithinTheBudget() {
        List<int[]> texts = new Random(1).ints(500, 2, 257).mapToObj(int[]::new).toList();

        List<int[]> groups = TokenBatches.plan(texts);

        assertThat(groups).allSatisfy(group -> {
            int longest =
                    Arrays.stream(group).map(i -> texts.get(i).length).max().orElseThrow();
            // A text that is longer than the budget runs alone.
            assertThat(group.length == 1 ? 0 : group.length * longest).isLessThanOrEqualTo(TokenBatches.TOKEN_BUDGET);
        });
        assertThat(groups.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                .isEqualTo(IntStream.range(0, 500).toArray());
    }

    @Test
    void wastesLittleOnPadding() {
        List<int[]> texts = new Random(2).ints(500, 5, 60).mapToObj(int[]::new).toList();

        long padded = TokenBatches.plan(texts).stream()
                .mapToLong(group -> (long) group.length
                        * Arrays.stream(group)
                                .map(i -> texts.get(i).length)
                                .max()
                                .orElseThrow())
                .sum();

        assertThat(padded)
                .isLessThan((long) (texts.stream().mapToLong(t -> t.length).sum() * 1.12));
    }

    @Test
    void padsNoGroupBeyondItsShare() {
        List<int[]> texts = new Random(3).ints(300, 2, 257).mapToObj(int[]::new).toList();

        assertThat(TokenBatches.plan(texts)).allSatisfy(group -> {
            double longest =
                    Arrays.stream(group).map(i -> texts.get(i).length).max().orElseThrow();
            int tokens = Arrays.stream(group).map(i -> texts.get(i).length).sum();
            assertThat(1 - tokens / (longest * group.length)).isLessThanOrEqualTo(TokenBatches.MOST_PADDING);
        });
    }

    @Test
    void groupsNothingForNoTexts() {
        assertThat(TokenBatches.plan(List.of())).isEmpty();
    }
}
