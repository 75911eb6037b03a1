package dev.caxton.engine.llm.embedded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be read from a message with certainty: addresses, file names, numbers, quoted or attached text. Immutable.
 */
final class Message {

    /** Characters that are looked through; a longer message is attached text, not a request. */
    private static final int LOOKED_THROUGH = 20_000;

    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w@.])(?:[a-z][a-z0-9+.-]{1,20}://[^\\s<>\"'`]++"
                + "|(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z]{2,24}(?::\\d{1,5})?/[^\\s<>\"'`]*+"
                + "|(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?/[^\\s<>\"'`]*+"
                + "|(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}(?:com|org|net|io|dev|edu|gov|info|eu|de|uk|fr|ch|example)"
                + "(?::\\d{1,5})?(?![\\w/-]))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FILE = Pattern.compile(
            "(?<![\\w/.:-])(?:[\\w-]{1,60}/){0,7}[\\w-][\\w.-]{0,100}\\.(?:csv|tsv|json|txt|md|log|svg|png|html|xml|yaml|yml|toml)"
                + "(?![\\w/-])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.,-])-?\\d{1,15}(?:\\.\\d{1,15})?+(?![\\w/:-]|\\.\\d)");
    private static final String FENCE = "```";
    private static final Pattern QUOTED = Pattern.compile(
            "\"([^\"]{1,4000}+)\"|“([^”]{1,4000}+)”|(?<!\\w)'([^']{1,4000}+)'(?!\\w)|`([^`]{1,4000}+)`");
    private static final Pattern AFTER_COLON = Pattern.compile(":\\s++(\\S.*)$", Pattern.DOTALL);

    private static final Set<String> ASKING = Set.copyOf(
            Words.of("how what when where who whom whose why which is are was were can could do does did will would"
                    + " should may"));

    private final String text;
    private final String head;
    private final List<String> words;

    Message(String text) {
        this.text = text.strip();
        this.head = this.text.substring(0, Math.min(this.text.length(), LOOKED_THROUGH));
        this.words = Words.of(request());
    }

    String text() {
        return text;
    }

    /** Words of the request itself, attached text left out. */
    List<String> words() {
        return words;
    }

    boolean mentions(List<?> phrases) {
        return Words.mention(words, phrases);
    }

    /** What is asked, without text in fences or further lines, addresses and file names. */
    String request() {
        String request = outsideFences();
        int paragraph = request.indexOf("\n");
        request = paragraph > 0 ? request.substring(0, paragraph) : request;
        request = ADDRESS.matcher(request).replaceAll(" ");
        return FILE.matcher(request).replaceAll(" ").strip();
    }

    /** Whether the request has the form of a question. */
    boolean isQuestion() {
        return request().strip().endsWith("?") || !words.isEmpty() && ASKING.contains(words.get(0));
    }

    /** Addresses in order, each once, punctuation behind them left out. */
    List<String> addresses() {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = ADDRESS.matcher(outsideFences());
        while (matcher.find()) {
            found.add(matcher.group().replaceAll("[.,;:!?)\\]}]+$", ""));
        }
        return List.copyOf(found);
    }

    /** File names in order, each once; parts of addresses are none. */
    List<String> files() {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = FILE.matcher(ADDRESS.matcher(outsideFences()).replaceAll(" "));
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return List.copyOf(found);
    }

    /** Numbers in order. */
    List<Double> numbers() {
        List<Double> found = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(
                FILE.matcher(ADDRESS.matcher(head).replaceAll(" ")).replaceAll(" "));
        while (matcher.find()) {
            found.add(Double.parseDouble(matcher.group()));
        }
        return found;
    }

    /** Text attached to the request: in a fence, in quotes or after a colon, in this order. */
    Optional<String> attached() {
        Optional<String> fenced = fenced();
        if (fenced.isPresent()) {
            return fenced;
        }
        Optional<String> quoted = quoted().stream().findFirst();
        if (quoted.isPresent() && text.indexOf('\n') < 0) {
            return quoted;
        }
        Matcher colon = AFTER_COLON.matcher(text);
        if (colon.find() && !colon.group(1).isBlank()) {
            return Optional.of(colon.group(1).strip());
        }
        int line = text.indexOf('\n');
        return line < 0 ? quoted : Optional.of(text.substring(line).strip());
    }

    /** Quoted texts in order. */
    List<String> quoted() {
        List<String> found = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(head);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    found.add(matcher.group(group).strip());
                }
            }
        }
        return found;
    }

    /** The whole number that stands beside one of the words, as in "top 3". */
    Optional<Long> numberBeside(List<?> phrases) {
        for (Object phrase : phrases) {
            List<String> sought = Words.of(phrase.toString());
            int at = Words.indexOf(words, sought, 0);
            for (int place : at < 0 ? new int[0] : new int[] {at + sought.size(), at - 1}) {
                if (place >= 0 && place < words.size() && words.get(place).matches("\\d{1,9}")) {
                    return Optional.of(Long.parseLong(words.get(place)));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> fenced() {
        int begin = text.indexOf(FENCE);
        int end = begin < 0 ? -1 : text.indexOf(FENCE, begin + FENCE.length());
        if (end < 0) {
            return Optional.empty();
        }
        String inside = text.substring(begin + FENCE.length(), end);
        int line = inside.indexOf('\n');
        boolean language =
                line > 0 && line <= 20 && inside.substring(0, line).strip().matches("[a-z]*");
        return Optional.of((language ? inside.substring(line) : inside).strip());
    }

    private String outsideFences() {
        int begin = head.indexOf(FENCE);
        int end = begin < 0 ? -1 : head.indexOf(FENCE, begin + FENCE.length());
        if (begin < 0) {
            return head;
        }
        return head.substring(0, begin) + " " + (end < 0 ? "" : head.substring(end + FENCE.length()));
    }

    /** The part of the text that is looked through. */
    String head() {
        return head;
    }
}
