package dev.caxton.engine.llm.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of English text, brought to a common form so that "analysing" meets "analyze". */
final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]++(?:['’]\\p{L}++)?+");

    private static final Set<String> STOP = Set.of(
            ("a about all also an and any are as at be been but by can could did do does for from had has have he her"
                + " here him his how i if in into is it its just let like many me more most much my no not of on one"
                + " or other our out over please she should show so some such tell than that the their them then there"
                + " these they this those to up us use using was we were what when where which who why will with would"
                + " you your give get want need know there's it's what's")
                    .split(" "));

    private Words() {}

    /** Words in order, each in its common form. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(stem(matcher.group()));
        }
        return words;
    }

    /** Words that carry meaning, in their common form. */
    static Set<String> content(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            String word = matcher.group();
            if (!STOP.contains(word) && word.length() > 1) {
                words.add(stem(word));
            }
        }
        return words;
    }

    /** Whether one of the phrases occurs in the words. */
    static boolean mention(List<String> words, Collection<?> phrases) {
        return phrases.stream().anyMatch(phrase -> indexOf(words, of(phrase.toString()), 0) >= 0);
    }

    /** Where the phrase begins in the words, looking from a place on; -1 if it does not occur. */
    static int indexOf(List<String> words, List<String> phrase, int from) {
        if (phrase.isEmpty()) {
            return -1;
        }
        for (int i = from; i + phrase.size() <= words.size(); i++) {
            if (words.subList(i, i + phrase.size()).equals(phrase)) {
                return i;
            }
        }
        return -1;
    }

    /** Share of the content words of the question that the passage has, 0 to 1. */
    static double overlap(Set<String> question, String passage) {
        if (question.isEmpty()) {
            return 0;
        }
        Set<String> words = content(passage);
        return (double) question.stream().filter(words::contains).count() / question.size();
    }

    private static String stem(String word) {
        String stem = word.replace("’", "'");
        if (stem.endsWith("'s")) {
            stem = stem.substring(0, stem.length() - 2);
        }
        stem = stem.replace("lyse", "lyze")
                .replace("lysing", "lyzing")
                .replace("alise", "alize")
                .replace("alisi", "alizi");
        stem = stem.replace("summaris", "summariz");
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = undouble(stem.substring(0, stem.length() - 3));
        } else if (stem.length() > 4 && stem.endsWith("ied")) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = undouble(stem.substring(0, stem.length() - 2));
        } else if (stem.length() > 4 && stem.endsWith("ies")) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.length() > 4 && (stem.endsWith("ses") || stem.endsWith("xes") || stem.endsWith("hes"))) {
            stem = stem.substring(0, stem.length() - 2);
        } else if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        return stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String undouble(String stem) {
        int last = stem.length() - 1;
        boolean doubled =
                last > 2 && stem.charAt(last) == stem.charAt(last - 1) && "bdgmnprt".indexOf(stem.charAt(last)) >= 0;
        return doubled ? stem.substring(0, last) : stem;
    }
}
