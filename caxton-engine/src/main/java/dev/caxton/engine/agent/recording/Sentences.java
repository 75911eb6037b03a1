package dev.caxton.engine.agent.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sentences that somebody said in their own words: neither quoted lines nor code. */
final class Sentences {

    /** What follows is not read by rules. */
    private static final int LONGEST_TEXT = 20_000;

    private static final int SHORTEST = 8;
    private static final int LONGEST = 500;
    private static final int MOST = 200;

    private static final Pattern CODE = Pattern.compile("```.*?(?:```|\\z)", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+|\\R+");

    private Sentences() {}

    static List<String> of(String text) {
        String read = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        List<String> sentences = new ArrayList<>();
        for (String piece : END.split(CODE.matcher(read).replaceAll("\n"))) {
            String sentence = piece.strip();
            if (sentence.length() >= SHORTEST
                    && sentence.length() <= LONGEST
                    && !sentence.startsWith(">")
                    && sentences.size() < MOST) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }
}
