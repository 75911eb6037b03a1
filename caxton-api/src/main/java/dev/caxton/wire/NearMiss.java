package dev.caxton.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant: known words within a small edit distance, the nearest first. */
public final class NearMiss {

    private static final int MOST = 3;

    /** Longer words are not compared: nobody mistypes them, and the comparison is quadratic. */
    private static final int LONGEST = 100;

    private NearMiss() {}

    /** Known words near to a given one, at most three. */
    public static List<String> of(String given, Collection<String> known) {
        String wanted = plain(given);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return List.of();
        }
        int limit = Math.max(1, wanted.length() / 3);
        return known.stream()
                .filter(word -> word.length() <= LONGEST)
                .distinct()
                .map(word -> new Candidate(word, distance(wanted, plain(word))))
                .filter(candidate -> candidate.distance() <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(MOST)
                .map(Candidate::word)
                .toList();
    }

    /** "did you mean 'x'?" or "did you mean 'x' or 'y'?"; the fallback if nothing is near. */
    public static @Nullable String hint(String given, Collection<String> known, @Nullable String fallback) {
        List<String> near = of(given, known);
        return near.isEmpty() ? fallback : near.stream().collect(Collectors.joining("' or '", "did you mean '", "'?"));
    }

    private record Candidate(String word, int distance) {}

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
        }
        return last[b.length()];
    }
}
