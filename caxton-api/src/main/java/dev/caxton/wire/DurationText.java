package dev.caxton.wire;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Caxton writes them on the command line, in URLs and in files: {@code 250ms 30s 10m 1h 30d}. */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final List<Unit> LARGEST_FIRST = List.of(
            new Unit("d", Duration.ofDays(1)),
            new Unit("h", Duration.ofHours(1)),
            new Unit("m", Duration.ofMinutes(1)),
            new Unit("s", Duration.ofSeconds(1)),
            new Unit("ms", Duration.ofMillis(1)));

    private record Unit(String name, Duration length) {}

    private DurationText() {}

    /**
     * Reads a number with a unit; anything else is an {@code INVALID_ARGUMENT}.
     *
     * @param what the name to use in the message, such as {@code --timeout}
     */
    public static Duration parse(String what, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    what + " is '" + text + "', expected a number with a unit",
                    "Write it like 250ms, 30s, 10m, 1h or 30d.");
        }
        return LARGEST_FIRST.stream()
                .filter(unit -> unit.name().equals(matcher.group(2)))
                .findFirst()
                .orElseThrow()
                .length()
                .multipliedBy(Long.parseLong(matcher.group(1)));
    }

    /** The form with the largest unit that is exact, such as {@code 30d}; less than a millisecond is cut. */
    public static String largestUnit(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        Unit largest = LARGEST_FIRST.stream()
                .filter(unit -> millis % unit.length().toMillis() == 0)
                .findFirst()
                .orElseThrow();
        return millis / largest.length().toMillis() + largest.name();
    }

    /** The shortest exact form in whole seconds, or else milliseconds; finer parts are cut. */
    public static String format(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
