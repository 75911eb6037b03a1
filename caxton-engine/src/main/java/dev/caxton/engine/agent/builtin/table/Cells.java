package dev.caxton.engine.agent.builtin.table;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values that cells of CSV files hold. */
final class Cells {

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "#n/a", "null", "none", "nan", "-", "--", "?");

    private static final Pattern NUMBER = Pattern.compile(
            "([+-]?)\\s?[$€£]?\\s?(\\d{1,3}(?:,\\d{3})+|\\d{1,18})?(\\.\\d{1,18})?([eE][+-]?\\d{1,3})?\\s?[%€]?");
    private static final Pattern COMMA_NUMBER =
            Pattern.compile("([+-]?)(\\d{1,3}(?:\\.\\d{3})+|\\d{1,18}),(\\d{1,18})");

    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));

    private Cells() {}

    static boolean isMissing(String text) {
        return MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** A number with an optional thousands separator, currency sign or percent sign. */
    static OptionalDouble number(String text, boolean decimalComma) {
        String value = text.strip();
        if (decimalComma) {
            Matcher comma = COMMA_NUMBER.matcher(value);
            if (comma.matches()) {
                String whole = comma.group(2).replace(".", "");
                return OptionalDouble.of(Double.parseDouble(comma.group(1) + whole + "." + comma.group(3)));
            }
        }
        Matcher matcher = NUMBER.matcher(value);
        if (!matcher.matches() || matcher.group(2) == null && matcher.group(3) == null) {
            return OptionalDouble.empty();
        }
        String whole = matcher.group(2) == null ? "0" : matcher.group(2).replace(",", "");
        double number =
                Double.parseDouble(matcher.group(1) + whole + orEmpty(matcher.group(3)) + orEmpty(matcher.group(4)));
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static Optional<Boolean> bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y" -> Optional.of(true);
            case "false", "no", "n" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The date or time in ISO 8601 form; empty if it is none, or could be read in two ways as 03/04/2026. */
    static Optional<String> date(String text) {
        String value = text.strip();
        if (value.length() < 7 || value.length() > 35 || !Character.isDigit(value.charAt(0))) {
            return Optional.empty();
        }
        for (DateTimeFormatter format : DAYS) {
            try {
                return Optional.of(LocalDate.parse(value, format).toString());
            } catch (DateTimeParseException e) {
                continue; // the next form is tried
            }
        }
        try {
            return Optional.of(YearMonth.parse(value).toString());
        } catch (DateTimeParseException e) {
            return time(value.replace(' ', 'T'));
        }
    }

    private static Optional<String> time(String value) {
        try {
            return Optional.of(OffsetDateTime.parse(value).toString());
        } catch (DateTimeParseException e) {
            try {
                return Optional.of(LocalDateTime.parse(value).toString());
            } catch (DateTimeParseException none) {
                return Optional.empty(); // that it is no date is the answer
            }
        }
    }

    /** Days since 1970 of what {@link #date} returned, with the time of the day as a fraction. */
    static OptionalDouble day(String iso) {
        try {
            if (iso.length() == 7) {
                return OptionalDouble.of(YearMonth.parse(iso).atDay(1).toEpochDay());
            }
            if (iso.length() == 10) {
                return OptionalDouble.of(LocalDate.parse(iso).toEpochDay());
            }
            boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            long seconds = offset
                    ? OffsetDateTime.parse(iso).toEpochSecond()
                    : LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC);
            return OptionalDouble.of(seconds / 86_400.0);
        } catch (DateTimeParseException e) {
            return OptionalDouble.empty(); // that it is no date is the answer
        }
    }
}
