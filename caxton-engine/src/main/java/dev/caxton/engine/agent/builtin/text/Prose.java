package dev.caxton.engine.agent.builtin.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words and sentences of English text. */
final class Prose {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]++(?:['’-][\\p{L}\\p{N}]++){0,9}+");
    private static final int LONGEST_SENTENCE = 1_000;

    private static final Set<String> STOP = Set.of(
            ("a about above after again against all also am an and any are as at be because been before being below"
                + " between both but by can could did do does doing down during each even ever every few for from"
                + " further get had has have having he her here hers him his how i if in into is it its itself just"
                + " like made make many may me might more most much must my no nor not now of off on once one only or"
                + " other our out over own same said say says she should since so some such than that the their theirs"
                + " them then there these they this those through to too two under until up upon us very was we well"
                + " were what when where whether which while who whom why will with within without would yet you your"
                + " yours")
                    .split(" "));

    private Prose() {}

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    static List<String> sentences(String text) {
        BreakIterator boundary = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        List<String> sentences = new ArrayList<>();
        for (String block : text.split("\\n\\s*\\n")) {
            String line = block.replaceAll("\\s+", " ").strip();
            boundary.setText(line);
            int begin = boundary.first();
            for (int end = boundary.next(); end != BreakIterator.DONE; begin = end, end = boundary.next()) {
                String sentence = line.substring(begin, end).strip();
                if (WORD.matcher(sentence).find()) {
                    sentences.add(sentence);
                }
            }
        }
        return sentences;
    }

    /** Words that carry meaning with how often they occur, the most frequent first. */
    static List<Map.Entry<String, Integer>> keywords(String text) {
        return counts(text).entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> word) -> -word.getValue())
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private static Map<String, Integer> counts(String text) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : words(text)) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.length() > 2 && !STOP.contains(lower) && !lower.chars().allMatch(Character::isDigit)) {
                counts.merge(lower, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The sentences whose words are the most frequent in the text, in the order of the text. */
    static List<String> telling(String text, int limit) {
        Map<String, Integer> counts = counts(text);
        List<String> sentences = sentences(text);
        List<Double> scores = sentences.stream()
                .map(sentence -> {
                    Set<String> words = words(sentence).stream()
                            .map(word -> word.toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet());
                    double sum = words.stream()
                            .mapToInt(word -> counts.getOrDefault(word, 0))
                            .sum();
                    return sum / Math.sqrt(Math.max(words.size(), 5));
                })
                .toList();
        return IntStream.range(0, sentences.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores.get(i))
                        .thenComparing(i -> i))
                .limit(limit)
                .sorted()
                .map(sentences::get)
                .map(sentence -> sentence.length() <= LONGEST_SENTENCE
                        ? sentence
                        : sentence.substring(0, LONGEST_SENTENCE) + " …")
                .toList();
    }
}
