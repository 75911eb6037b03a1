package dev.caxton.engine.memory.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups tokenised texts so that little of the model's work goes into padding: sorted by length, and filled up to a
 * number of tokens rather than of texts (a fixed number of texts of mixed lengths was measured three times slower than
 * no batches at all).
 */
final class TokenBatches {

    /** Most tokens of one run of the model, padding included. */
    static final int TOKEN_BUDGET = 320;

    private TokenBatches() {}

    /** Positions of the texts that run together; every position is in one group. */
    static List<int[]> plan(List<int[]> texts) {
        int[] byLength = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> texts.get(i).length)
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> groups = new ArrayList<>();
        for (int from = 0; from < byLength.length; ) {
            int longest = texts.get(byLength[from]).length;
            int size = Math.min(byLength.length - from, Math.max(1, TOKEN_BUDGET / longest));
            int[] group = new int[size];
            System.arraycopy(byLength, from, group, 0, size);
            groups.add(group);
            from += size;
        }
        return groups;
    }
}
