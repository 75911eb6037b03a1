package dev.caxton.engine.memory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text as the full-text index holds them: lower case, without accents, English endings removed.
 *
 * <p>Runs of Chinese, Japanese and Thai characters, which are written without spaces, become overlapping pairs. The same
 * text must give the same words for as long as an index lives: a change here needs a migration that builds it anew.
 */
final class Words {

    /** Longer ones are cut; nobody seeks them, and they would fill the index. */
    private static final int LONGEST = 64;

    private Words() {}

    /** All words in their order, repetitions included. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        each(text, word -> words.add(stem(word)));
        return words;
    }

    /** All words in their order as they are written, but for case and accents. */
    static List<String> unstemmed(String text) {
        List<String> words = new ArrayList<>();
        each(text, words::add);
        return words;
    }

    private interface Sink {
        void accept(String word);
    }

    private static void each(String text, Sink sink) {
        String folded = fold(text);
        StringBuilder word = new StringBuilder();
        int length = folded.length();
        for (int i = 0; i < length; ) {
            int point = folded.codePointAt(i);
            int size = Character.charCount(point);
            if (isUnspaced(point)) {
                flush(word, sink);
                i = pairs(folded, i, sink);
                continue;
            }
            if (Character.isLetterOrDigit(point) || isInside(folded, i, point)) {
                word.appendCodePoint(point);
            } else {
                flush(word, sink);
            }
            i += size;
        }
        flush(word, sink);
    }

    /** Lower case without accents; what NFKD takes apart, such as ligatures, is taken apart. */
    private static String fold(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            plain = text.charAt(i) < 0x80;
        }
        if (plain) {
            return text.toLowerCase(Locale.ROOT);
        }
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(apart.length());
        apart.codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .map(point -> point == 'ß' ? 's' : point == '\u2019' ? '\'' : point)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** An apostrophe between letters belongs to the word, such as {@code don't}. */
    private static boolean isInside(String text, int at, int point) {
        return point == '\''
                && at > 0
                && at + 1 < text.length()
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at + 1));
    }

    private static boolean isUnspaced(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(point);
            default -> false;
        };
    }

    private static int pairs(String text, int from, Sink sink) {
        List<String> signs = new ArrayList<>();
        int at = from;
        while (at < text.length() && isUnspaced(text.codePointAt(at))) {
            int size = Character.charCount(text.codePointAt(at));
            signs.add(text.substring(at, at + size));
            at += size;
        }
        if (signs.size() == 1) {
            sink.accept(signs.getFirst());
        }
        for (int i = 0; i + 1 < signs.size(); i++) {
            sink.accept(signs.get(i) + signs.get(i + 1));
        }
        return at;
    }

    private static void flush(StringBuilder word, Sink sink) {
        if (word.length() > 2 && word.charAt(word.length() - 1) == 's' && word.charAt(word.length() - 2) == '\'') {
            word.setLength(word.length() - 2); // Rosa's is Rosa
        }
        for (int at = word.indexOf("'"); at >= 0; at = word.indexOf("'")) {
            word.deleteCharAt(at);
        }
        if (!word.isEmpty()) {
            int end = Math.min(word.length(), LONGEST);
            if (end < word.length() && Character.isHighSurrogate(word.charAt(end - 1))) {
                end--;
            }
            sink.accept(word.substring(0, end));
            word.setLength(0);
        }
    }

    private static String stem(String word) {
        return PorterStemmer.stem(word);
    }
}
