package dev.caxton.engine.memory;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether two sentences say the same. A wrong yes loses a fact, so numbers, names and negations must be the same, in the
 * same order, however alike the rest is: "paid 5" and "paid 6", "Ada leads Bob" and "Bob leads Ada" differ.
 */
final class SameFact {

    /** Part of the words that must be common, in order. */
    private static final double NEAR = 0.9;
    /** Cosine from which two sentences of this model mean the same, as far as meaning goes. */
    private static final double CLOSE = 0.95;

    private static final int MOST_WORDS = 400;
    private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern CONTRACTED = Pattern.compile("n['’]t\\b");
    private static final Set<String> NEGATIONS =
            Set.of("not", "no", "never", "none", "nobody", "nothing", "without", "neither", "nor", "cannot");

    private SameFact() {}

    static boolean byWords(String text, String other) {
        List<String> words = lower(words(text));
        List<String> others = lower(words(other));
        int common = common(words, others);
        return common >= NEAR * Math.max(words.size(), others.size()) && sameMarks(text, other);
    }

    static boolean byMeaning(String text, String other, double cosine) {
        return cosine >= CLOSE && sameMarks(text, other);
    }

    /** Numbers, negations and what either text writes with a capital letter, in order. */
    private static boolean sameMarks(String text, String other) {
        List<String> words = words(text);
        List<String> others = words(other);
        Set<String> names = new HashSet<>();
        addNames(words, names);
        addNames(others, names);
        return marks(words, names).equals(marks(others, names));
    }

    private static void addNames(List<String> words, Set<String> names) {
        words.stream()
                .filter(word -> Character.isUpperCase(word.charAt(0)) && !word.equals("I"))
                .forEach(word -> names.add(word.toLowerCase(Locale.ROOT)));
    }

    private static List<String> marks(List<String> words, Set<String> names) {
        return lower(words).stream()
                .filter(word -> names.contains(word)
                        || NEGATIONS.contains(word)
                        || word.chars().anyMatch(Character::isDigit))
                .toList();
    }

    private static List<String> words(String text) {
        String spelled = CONTRACTED.matcher(text).replaceAll(" not ");
        return WORD_BREAK
                .splitAsStream(spelled)
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /** Length of the longest sequence that both have, not necessarily without gaps. */
    private static int common(List<String> words, List<String> others) {
        int[] before = new int[others.size() + 1];
        for (String word : words) {
            int[] now = new int[others.size() + 1];
            for (int i = 0; i < others.size(); i++) {
                now[i + 1] = word.equals(others.get(i)) ? before[i] + 1 : Math.max(before[i + 1], now[i]);
            }
            before = now;
        }
        return before[others.size()];
    }
}
