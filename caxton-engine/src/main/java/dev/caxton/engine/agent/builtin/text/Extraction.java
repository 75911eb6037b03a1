package dev.caxton.engine.agent.builtin.text;

import dev.caxton.api.WireName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be extracted from a text. The patterns have bounded repetitions only, so that no text makes them slow. */
enum Extraction implements WireName {
    EMAILS("emails", "(?<![\\w.+-])[\\w.+-]{1,64}+@[\\w-]{1,63}+(?:\\.[\\w-]{1,63}+){1,8}"),
    URLS("urls", "https?://[^\\s<>\"'`]{1,2000}+"),
    DATES(
            "dates",
            "(?<!\\d)(?:\\d{4}-\\d{2}-\\d{2}|\\d{4}/\\d{2}/\\d{2}|\\d{1,2}\\.\\d{1,2}\\.\\d{4}|\\d{1,2}/\\d{1,2}/\\d{4})(?!\\d)"
                + "|(?:(?:Jan|Febr)uary|March|April|May|Ju(?:ne|ly)|August|(?:Septem|Octo|Novem|Decem)ber)\\s\\d{1,2}(?:,?\\s\\d{4})?"
                + "|\\b\\d{1,2}\\s(?:(?:Jan|Febr)uary|March|April|May|Ju(?:ne|ly)|August|(?:Septem|Octo|Novem|Decem)ber)(?:\\s\\d{4})?"),
    NUMBERS(
            "numbers",
            "(?<![\\w.,/-])[-+]?\\d{1,3}(?:,\\d{3}){1,6}(?:\\.\\d{1,18})?(?![\\w/-])|(?<![\\w.,/-])[-+]?\\d{1,18}(?:\\.\\d{1,18})?(?![\\w/-]|\\.\\d|,\\d)");

    private static final int MOST = 1_000;

    private final String wireName;
    private final Pattern pattern;

    Extraction(String wireName, String pattern) {
        this.wireName = wireName;
        this.pattern = Pattern.compile(pattern);
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Matches in order, each once, a thousand at most. */
    List<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (found.size() < MOST && matcher.find()) {
            found.add(matcher.group().replaceAll("[.,;:!?)\\]}]{1,5}$", ""));
        }
        return List.copyOf(found);
    }
}
