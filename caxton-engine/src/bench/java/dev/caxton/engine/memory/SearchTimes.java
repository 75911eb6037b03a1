package dev.caxton.engine.memory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Asks all queries several times, and says how long each took at best, and how many right answers came. */
final class SearchTimes {

    private static final int ROUNDS = 5;

    private SearchTimes() {}

    interface Search {
        /** Positions of the vectors found. */
        int[] nearest(float[] query) throws Exception;
    }

    static String of(float[][] queries, int[][] truth, Search search) throws Exception {
        double[] best = new double[queries.length];
        Arrays.fill(best, Double.MAX_VALUE);
        double[] last = new double[queries.length];
        int right = 0;
        int all = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int q = 0; q < queries.length; q++) {
                long start = System.nanoTime();
                int[] found = search.nearest(queries[q]);
                last[q] = (System.nanoTime() - start) / 1e6;
                best[q] = Math.min(best[q], last[q]);
                if (round == 0) {
                    Set<Integer> expected = new HashSet<>();
                    Arrays.stream(truth[q]).forEach(expected::add);
                    all += expected.size();
                    for (int position : found) {
                        right += expected.contains(position) ? 1 : 0;
                    }
                }
            }
        }
        Arrays.sort(best);
        Arrays.sort(last);
        return "recall %.4f  P50 %.3f ms  P99 %.3f ms  (last round P50 %.3f, P99 %.3f)"
                .formatted((double) right / all, at(best, 0.5), at(best, 0.99), at(last, 0.5), at(last, 0.99));
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }
}
