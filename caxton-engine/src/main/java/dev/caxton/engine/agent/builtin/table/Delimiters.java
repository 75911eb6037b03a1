package dev.caxton.engine.agent.builtin.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the delimiter of CSV text: the one by which most of the first lines have the same number of fields. */
final class Delimiters {

    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int LINES_LOOKED_AT = 50;

    private Delimiters() {}

    static char find(String text) {
        char best = ',';
        double bestScore = 0;
        for (char candidate : CANDIDATES) {
            double score = score(counts(text, candidate));
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    /** Agreement counts most, number of fields a little. */
    private static double score(List<Integer> counts) {
        Map<Integer, Integer> times = new HashMap<>();
        counts.forEach(count -> times.merge(count, 1, Integer::sum));
        double best = 0;
        for (Map.Entry<Integer, Integer> entry : times.entrySet()) {
            if (entry.getKey() > 0) {
                double agreement = (double) entry.getValue() / counts.size();
                best = Math.max(best, agreement + Math.min(entry.getKey(), 20) * 0.01);
            }
        }
        return best;
    }

    /** Delimiters outside quotes, for each of the first lines that is not blank. */
    private static List<Integer> counts(String text, char delimiter) {
        List<Integer> counts = new ArrayList<>();
        boolean quoted = false;
        boolean blank = true;
        int count = 0;
        for (int i = 0; i < text.length() && counts.size() < LINES_LOOKED_AT; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == '\n' && !quoted) {
                if (!blank) {
                    counts.add(count);
                }
                count = 0;
                blank = true;
                continue;
            }
            blank &= Character.isWhitespace(c) && c != '\t';
            count += c == delimiter && !quoted ? 1 : 0;
        }
        if (!blank && counts.size() < LINES_LOOKED_AT) {
            counts.add(count);
        }
        return counts;
    }
}
