package dev.caxton.war.http;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.PageRequest;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.wire.DurationText;
import dev.caxton.wire.NearMiss;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Query parameters of one request, read strictly: an unknown name or an unreadable value is an error, never ignored. */
public final class Params {

    private static final int USUAL_PAGE = 50;

    private final MultivaluedMap<String, String> values;

    private Params(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /** The parameters of a request that knows these names only. */
    public static Params of(UriInfo uri, String... known) {
        List<String> names = List.of(known);
        MultivaluedMap<String, String> values = uri.getQueryParameters();
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                String hint = NearMiss.hint(
                        name, names, names.isEmpty() ? "none is known here" : "known: " + String.join(", ", names));
                throw CaxtonException.of(
                        ProblemType.INVALID_ARGUMENT, "Query parameter '" + cut(name) + "' is unknown here", hint);
            }
        }
        return new Params(values);
    }

    /** A text; null if absent or empty. */
    public @Nullable String text(String name) {
        List<String> found = values.get(name);
        if (found == null || found.isEmpty() || found.getFirst().isEmpty()) {
            return null;
        }
        if (found.size() > 1) {
            throw invalid(name, String.join(", ", found), "one value");
        }
        if (found.getFirst().indexOf('\0') >= 0) {
            throw invalid(name, found.getFirst().replace('\0', '?'), "a text without NUL");
        }
        return found.getFirst();
    }

    /** A text that must be there. */
    public String required(String name) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "Query parameter '" + name + "' is missing", "Add ?" + name + "=…");
        }
        return value;
    }

    /** A whole number between bounds. */
    public int integer(String name, int absent, int least, int most) {
        return read(name, absent, "a whole number from " + least + " to " + most, value -> {
            int number = Integer.parseInt(value);
            if (number < least || number > most) {
                throw new NumberFormatException("out of range");
            }
            return number;
        });
    }

    /** A number between bounds; null if absent. */
    public @Nullable Double number(String name, double least, double most) {
        if (text(name) == null) {
            return null;
        }
        return read(name, 0.0, "a number from " + least + " to " + most, value -> {
            double number = Double.parseDouble(value);
            if (!(number >= least && number <= most)) {
                throw new NumberFormatException("out of range");
            }
            return number;
        });
    }

    /**
     * A moment as ISO 8601 writes it; a day alone stands for its first moment, or for its last. Null if absent.
     *
     * @param endOfDay whether a day alone stands for its last millisecond
     */
    public @Nullable Instant moment(String name, boolean endOfDay) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.length() == "2023-05-08".length()) {
                LocalDate day = LocalDate.parse(value);
                Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
                return endOfDay ? begin.plus(Duration.ofDays(1)).minusMillis(1) : begin;
            }
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw invalid(name, value, "a moment such as 2023-05-08T14:30:00Z, or a day such as 2023-05-08");
        }
    }

    /** True or false. */
    public boolean flag(String name, boolean absent) {
        return read(name, absent, "true or false", value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        });
    }

    /** A time span such as {@code 250ms}, {@code 5s}, {@code 10m}. */
    public Duration duration(String name, Duration absent) {
        String value = text(name);
        return value == null ? absent : DurationText.parse("Query parameter '" + name + "'", value);
    }

    /** One of several words; null if absent. */
    public @Nullable String choice(String name, String... words) {
        String value = text(name);
        if (value != null && !List.of(words).contains(value)) {
            throw invalid(name, value, "one of " + String.join(", ", words));
        }
        return value;
    }

    /** Several texts, separated by commas or given repeatedly. */
    public Set<String> set(String name) {
        Set<String> items = new LinkedHashSet<>();
        for (String value : values.getOrDefault(name, List.of())) {
            Arrays.stream(value.split(","))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .forEach(items::add);
        }
        return items;
    }

    /** Several constants by their spellings, separated by commas or given repeatedly. */
    public <E extends Enum<E> & WireName> Set<E> set(String name, Class<E> type) {
        Set<E> constants = EnumSet.noneOf(type);
        set(name).forEach(item -> constants.add(WireName.parse(type, "Query parameter '" + name + "'", cut(item))));
        return constants;
    }

    /** A memory scope; null if absent. */
    public @Nullable MemoryScope scope(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        return value.equals("agent-only") || value.equals("agent_only")
                ? MemoryScope.AGENT // the older name
                : WireName.parse(MemoryScope.class, name, value);
    }

    /** Which page is wanted, from {@code limit} and {@code cursor}. */
    public PageRequest page() {
        return new PageRequest(integer("limit", USUAL_PAGE, 1, PageRequest.MAX_LIMIT), text("cursor"));
    }

    private <T> T read(String name, T absent, String expected, Function<String, T> reader) {
        String value = text(name);
        if (value == null) {
            return absent;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw invalid(name, value, expected);
        }
    }

    private static CaxtonException invalid(String name, String value, String expected) {
        return CaxtonException.of(
                ProblemType.INVALID_ARGUMENT,
                "Query parameter '" + name + "' is '" + cut(value) + "', expected " + expected,
                (String) null);
    }

    private static String cut(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
