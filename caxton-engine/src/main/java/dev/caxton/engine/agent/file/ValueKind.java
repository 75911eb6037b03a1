package dev.caxton.engine.agent.file;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a documented key takes.
 *
 * @param expected as a message says it, after "expected"
 * @param test whether a value is of the kind
 */
record ValueKind(String expected, Test test) {

    private static final Pattern DURATION = Pattern.compile("\\d{1,9} ?(ms|s|m|min|h|d|w|y)");
    private static final Pattern SIZE = Pattern.compile("\\d{1,12}(\\.\\d{1,3})? ?([kKMGT]i?)?B?");
    private static final int LONGEST_WORD = 40;

    /** Tells values of a kind from others. */
    @FunctionalInterface
    interface Test {
        boolean accepts(FileValue value);
    }

    boolean accepts(FileValue value) {
        return test.accepts(value);
    }

    static ValueKind text() {
        return new ValueKind("text", value -> value.plain() instanceof String);
    }

    static ValueKind truth() {
        return new ValueKind("true or false", value -> value.plain() instanceof Boolean);
    }

    static ValueKind integer(long least, long most) {
        String range = most == Long.MAX_VALUE ? least + " or more" : least + " to " + most;
        return new ValueKind(
                "a whole number, " + range,
                value -> value.plain() instanceof Long number && number >= least && number <= most);
    }

    static ValueKind number(double least, double most) {
        return new ValueKind("a number from " + plain(least) + " to " + plain(most), value -> switch (value.plain()) {
            case Long number -> number >= least && number <= most;
            case Double number -> number >= least && number <= most;
            case null, default -> false;
        });
    }

    static ValueKind duration() {
        return new ValueKind(
                "a duration such as 30s, 10m, 1h or 30d",
                value -> value.plain() instanceof String text
                        && text.length() <= LONGEST_WORD
                        && DURATION.matcher(text).matches());
    }

    static ValueKind size() {
        return new ValueKind(
                "a size such as 10MB or 64MiB",
                value -> value.plain() instanceof String text
                        && text.length() <= LONGEST_WORD
                        && SIZE.matcher(text).matches());
    }

    /** Words are compared as enumerations everywhere are: without case, and with underscores for hyphens. */
    static ValueKind oneOf(String... words) {
        List<String> allowed = List.of(words);
        return new ValueKind(
                "one of " + String.join(", ", allowed),
                value -> value.plain() instanceof String text
                        && allowed.contains(text.toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    static ValueKind texts() {
        return new ValueKind(
                "a list of texts",
                value -> value instanceof FileValue.Items items
                        && items.values().stream().allMatch(item -> item.plain() instanceof String));
    }

    /** A list of words, compared as in {@link #oneOf}. */
    static ValueKind someOf(List<String> words) {
        return new ValueKind(
                "a list of some of " + String.join(", ", words),
                value -> value instanceof FileValue.Items items
                        && items.values().stream()
                                .allMatch(item -> item.plain() instanceof String text
                                        && words.contains(
                                                text.toLowerCase(Locale.ROOT).replace('-', '_'))));
    }

    static ValueKind table() {
        return new ValueKind("a table", value -> value instanceof FileValue.Table);
    }

    ValueKind or(ValueKind other) {
        return new ValueKind(expected + " or " + other.expected, value -> accepts(value) || other.accepts(value));
    }

    /** This kind, described otherwise. */
    ValueKind named(String description) {
        return new ValueKind(description, test);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
