package dev.caxton.engine.config;

import dev.caxton.api.security.Role;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the value of a key is written.
 *
 * @param name short name of the type, for the reference page
 * @param expectation what a value must be, for messages: "expected " is put before it
 * @param parser reads a text; null where it is not a value of this type
 * @param format writes a value so that the parser reads it again
 * @param kind what else is to be known when reading
 * @param <T> type of the value
 */
record ValueType<T>(
        String name, String expectation, Function<String, @Nullable T> parser, Function<T, String> format, Kind kind) {

    /** What else is to be known when reading. */
    enum Kind {
        PLAIN,
        /** May be written as a sequence; the parser gets the items separated by commas. */
        LIST,
        /** Must not be written in the clear, and never appears in a report or message. */
        SECRET
    }

    private static final int LONGEST_HOST = 253;

    boolean secret() {
        return kind == Kind.SECRET;
    }

    static ValueType<String> text() {
        return new ValueType<>(
                "text", "a text", text -> text.isBlank() ? null : text.strip(), Function.identity(), Kind.PLAIN);
    }

    static ValueType<String> choice(String... values) {
        List<String> known = List.of(values);
        return new ValueType<>(
                known.stream().map(value -> '`' + value + '`').collect(Collectors.joining(", ")),
                (known.size() == 1 ? "" : "one of ") + String.join(", ", known),
                text -> known.stream()
                        .filter(value -> value.equalsIgnoreCase(text.strip()))
                        .findFirst()
                        .orElse(null),
                Function.identity(),
                Kind.PLAIN);
    }

    static ValueType<Boolean> bool() {
        return new ValueType<>(
                "true or false",
                "true or false",
                text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on", "1" -> true;
                    case "false", "no", "off", "0" -> false;
                    default -> null;
                },
                String::valueOf,
                Kind.PLAIN);
    }

    static ValueType<Integer> whole(int least, int most) {
        return new ValueType<>(
                least + " to " + most,
                "a whole number from " + least + " to " + most,
                text -> {
                    String number = text.strip().replace("_", "");
                    if (!number.matches("-?\\d{1,9}")) {
                        return null;
                    }
                    int value = Integer.parseInt(number);
                    return value < least || value > most ? null : value;
                },
                String::valueOf,
                Kind.PLAIN);
    }

    /** A part of a whole. */
    static ValueType<Double> part() {
        return new ValueType<>(
                "0 to 1",
                "a number from 0 to 1",
                text -> {
                    String number = text.strip();
                    if (!number.matches("[01]|[01]?\\.\\d{1,9}|0\\.")) {
                        return null;
                    }
                    double value = Double.parseDouble(number);
                    return value > 1 ? null : value;
                },
                value -> value == Math.rint(value) ? String.valueOf(value.intValue()) : String.valueOf(value),
                Kind.PLAIN);
    }

    static ValueType<Duration> duration(String least, String most) {
        Duration lowest = known(DurationText.parse(least));
        Duration highest = known(DurationText.parse(most));
        return new ValueType<>(
                "duration, " + least + " to " + most,
                "a duration from " + least + " to " + most + ", such as 250ms, 30s, 10m, 1h or 30d",
                text -> {
                    Duration value = DurationText.parse(text);
                    return value == null || value.compareTo(lowest) < 0 || value.compareTo(highest) > 0 ? null : value;
                },
                dev.caxton.wire.DurationText::largestUnit,
                Kind.PLAIN);
    }

    static ValueType<ByteSize> size(String least, String most) {
        ByteSize lowest = known(ByteSize.parse(least));
        ByteSize highest = known(ByteSize.parse(most));
        return new ValueType<>(
                "size, " + least + " to " + most,
                "a size from " + least + " to " + most + ", such as 512kB, 10MB or 64MiB",
                text -> {
                    ByteSize value = ByteSize.parse(text);
                    return value == null || value.bytes() < lowest.bytes() || value.bytes() > highest.bytes()
                            ? null
                            : value;
                },
                ByteSize::toString,
                Kind.PLAIN);
    }

    static ValueType<Path> path() {
        return new ValueType<>(
                "path",
                "the path of a file or directory",
                text -> {
                    try {
                        return text.isBlank() ? null : Path.of(text.strip());
                    } catch (InvalidPathException e) {
                        return null;
                    }
                },
                Path::toString,
                Kind.PLAIN);
    }

    static ValueType<String> host() {
        return new ValueType<>(
                "host name or address",
                "a host name or address without scheme and port, such as 127.0.0.1, 0.0.0.0, ::1 or localhost",
                ValueType::hostOrNull,
                Function.identity(),
                Kind.PLAIN);
    }

    static ValueType<String> httpUrl() {
        return new ValueType<>(
                "http or https URL",
                "an http or https URL",
                text -> {
                    String url = text.strip().replaceAll("/+$", "");
                    return url.matches("(?i)https?://[^\\s/?#]+[^\\s?#]*") ? url : null;
                },
                ConfigProblems::withoutUserInfo,
                Kind.PLAIN);
    }

    static ValueType<Secret> secretText() {
        return new ValueType<>(
                "secret",
                "a text that is not empty",
                text -> text.isBlank() ? null : new Secret(text.strip()),
                secret -> "****",
                Kind.SECRET);
    }

    static ValueType<Set<String>> hosts() {
        return new ValueType<>(
                "list of host names",
                "a list of host names, each with a port where it is not the usual one",
                text -> {
                    Set<String> hosts = new LinkedHashSet<>();
                    for (String item : text.split(",", -1)) {
                        String host = item.strip().toLowerCase(Locale.ROOT);
                        String name = host.replaceFirst(":\\d{1,5}$", "");
                        if (!host.isEmpty() && hostOrNull(host) == null && hostOrNull(name) == null) {
                            return null;
                        }
                        if (!host.isEmpty()) {
                            hosts.add(host);
                        }
                    }
                    return hosts;
                },
                hosts -> hosts.stream().sorted().collect(Collectors.joining(", ")),
                Kind.LIST);
    }

    static ValueType<Map<String, Role>> roles() {
        return new ValueType<>(
                "list of `name=role`",
                "a list of name=role, where role is readonly, user, operator or admin",
                text -> {
                    Map<String, Role> roles = new TreeMap<>();
                    for (String item : text.split(",", -1)) {
                        int equals = item.lastIndexOf('=');
                        Role role = equals < 1
                                ? null
                                : roleOrNull(item.substring(equals + 1).strip());
                        if (role != null) {
                            roles.put(item.substring(0, equals).strip(), role);
                        } else if (!item.isBlank()) {
                            return null;
                        }
                    }
                    return roles;
                },
                roles -> new TreeMap<>(roles)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(", ")),
                Kind.LIST);
    }

    private static @Nullable Role roleOrNull(String text) {
        for (Role role : Role.values()) {
            if (role.wireName().equals(text)) {
                return role;
            }
        }
        return null;
    }

    /** Names such as those of cipher suites. */
    static ValueType<Set<String>> names() {
        return list(
                "list of names",
                "a list of names of letters, digits and '_'",
                item -> item.matches("\\w{1,100}") ? item : null,
                Function.identity());
    }

    /** Origins of web pages, as a browser writes them. */
    static ValueType<Set<String>> origins() {
        return list(
                "list of origins",
                "a list of origins, each with scheme, host and nothing after the port, such as https://app.example",
                item -> item.matches("https?://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9_.-]+)(:\\d{1,5})?")
                        ? item.toLowerCase(Locale.ROOT)
                        : null,
                Function.identity());
    }

    /** Addresses and networks. */
    static ValueType<Set<AddressRange>> addressRanges() {
        return list(
                "list of addresses",
                "a list of IP addresses and networks, such as 10.0.0.5 or 10.0.0.0/8",
                AddressRange::parse,
                AddressRange::text);
    }

    private static <T> ValueType<Set<T>> list(
            String name, String expectation, Function<String, @Nullable T> item, Function<T, String> format) {
        return new ValueType<>(
                name,
                expectation,
                text -> {
                    Set<T> values = new LinkedHashSet<>();
                    for (String each : text.split(",", -1)) {
                        T value = each.isBlank() ? null : item.apply(each.strip());
                        if (value == null && !each.isBlank()) {
                            return null;
                        }
                        if (value != null) {
                            values.add(value);
                        }
                    }
                    return values;
                },
                values -> values.stream().map(format).collect(Collectors.joining(", ")),
                Kind.LIST);
    }

    private static @Nullable String hostOrNull(String text) {
        String host = text.strip();
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            return host.matches("[0-9A-Fa-f:.%a-z]*:[0-9A-Fa-f:.%a-z]*") ? host : null;
        }
        boolean name = host.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?") && host.length() <= LONGEST_HOST;
        boolean address = host.matches("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(%\\w+)?");
        return name || address ? host : null;
    }

    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value, "a bound in the table of keys");
    }
}
