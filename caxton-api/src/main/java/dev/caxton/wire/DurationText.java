package dev.caxton.wire;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Caxton writes them on the command line, in URLs and in files: {@code 250ms 30s 10m 1h 30d}. */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private DurationText() {}

    /**
     * Reads a number with a unit; anything else is an {@code INVALID_ARGUMENT}.
     *
     * @param what the name to use in the message, such as {@code --timeout}
     */
    public static Duration parse(String what, String text) {
        Matcher matcher = FORM.matcher(text);
        Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    what + " is '" + text + "', expected a number with a unit",
                    "Write it like 250ms, 30s, 10m, 1h or 30d.");
        }
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    /** The shortest exact form in whole seconds, or else milliseconds; finer parts are cut. */
    public static String format(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
