package dev.caxton.engine.tool;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Measures of values as JSON has them. */
final class Values {

    private static final int MOST_CHARACTERS_SHOWN = 200;

    private Values() {}

    /** The text, cut for a message. */
    static String cut(String text) {
        return text.length() <= MOST_CHARACTERS_SHOWN ? text : text.substring(0, MOST_CHARACTERS_SHOWN - 1) + "…";
    }

    /** About how many bytes the value takes as JSON in UTF-8; counting ends soon after the limit is passed. */
    static long size(Object value, long limit) {
        return switch (value) {
            case String text -> text.length() > limit ? text.length() : utf8(text) + 2L;
            case Map<?, ?> map -> {
                long sum = 2;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (sum > limit) {
                        break;
                    }
                    Object member = entry.getValue();
                    sum += utf8(String.valueOf(entry.getKey())) + 4L;
                    sum += member == null ? 4 : size(member, limit - sum);
                }
                yield sum;
            }
            case Iterable<?> items -> {
                long sum = 2;
                for (Object item : items) {
                    if (sum > limit) {
                        break;
                    }
                    sum += 1 + (item == null ? 4 : size(item, limit - sum));
                }
                yield sum;
            }
            case byte[] bytes -> bytes.length;
            default -> 8;
        };
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Levenshtein distance, ignoring case. */
    static int editDistance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
