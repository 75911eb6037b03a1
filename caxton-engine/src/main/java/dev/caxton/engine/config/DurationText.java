package dev.caxton.engine.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How durations are written: {@code 250ms}, {@code 30s}, {@code 10m}, {@code 1h}, {@code 30d}; {@code 2w} is 14 days and {@code 1y} 365. */
final class DurationText {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d|w|y)");

    private DurationText() {}

    /** The duration that a text writes; null if it writes none. */
    static @Nullable Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            case "w" -> Duration.ofDays(7 * count);
            default -> Duration.ofDays(365 * count);
        };
    }
}
