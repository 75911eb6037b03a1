package dev.caxton.embedded.cli;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant to type. */
final class Suggestions {

    private Suggestions() {}

    /** {@code Did you mean 'x'?} for the nearest word, or null if none is near. */
    static @Nullable String hint(String typed, Collection<String> words) {
        String nearest = nearest(typed, words);
        return nearest == null ? null : "Did you mean '" + nearest + "'?";
    }

    static @Nullable String nearest(String typed, Collection<String> words) {
        String nearest = null;
        int least = Math.max(2, typed.length() / 3) + 1;
        for (String word : words) {
            int distance = word.startsWith(typed) && typed.length() > 2 ? 1 : distance(typed, word);
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        return nearest;
    }

    /** Letters to be added, dropped, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
