package dev.caxton.engine.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration.
 *
 * @param name dotted name, such as {@code server.port}
 * @param type how its value is written
 * @param fallback text of the default; null where it depends on other keys or there is none
 * @param fallbackWords the default in words, where {@code fallback} is null
 * @param description what it sets, one sentence
 * @param option command-line option that sets it; null where only {@code --override} does
 * @param environment further environment variables that set it, after {@link #environmentName()}
 * @param bridges other spellings
 * @param <T> type of the value
 */
record ConfigKey<T>(
        String name,
        ValueType<T> type,
        @Nullable String fallback,
        String fallbackWords,
        String description,
        @Nullable String option,
        List<String> environment,
        List<Bridge> bridges) {

    static <T> ConfigKey<T> of(String name, ValueType<T> type, String fallback, String description) {
        return new ConfigKey<>(name, type, fallback, fallback, description, null, List.of(), List.of());
    }

    /** A key whose default depends on other keys, or that has none. */
    static <T> ConfigKey<T> open(String name, ValueType<T> type, String fallbackWords, String description) {
        return new ConfigKey<>(name, type, null, fallbackWords, description, null, List.of(), List.of());
    }

    ConfigKey<T> option(String newOption) {
        return new ConfigKey<>(name, type, fallback, fallbackWords, description, newOption, environment, bridges);
    }

    ConfigKey<T> environment(String... names) {
        return new ConfigKey<>(name, type, fallback, fallbackWords, description, option, List.of(names), bridges);
    }

    ConfigKey<T> also(String... spellings) {
        return also(Stream.of(spellings).map(Bridge::of).toArray(Bridge[]::new));
    }

    ConfigKey<T> also(Bridge... more) {
        List<Bridge> all = Stream.concat(bridges.stream(), Stream.of(more)).toList();
        return new ConfigKey<>(name, type, fallback, fallbackWords, description, option, environment, all);
    }

    /** The environment variable named after the key: {@code CAXTON_SERVER_PORT}. */
    String environmentName() {
        return environmentName(name);
    }

    static String environmentName(String dotted) {
        return "CAXTON_" + dotted.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Its first part, such as {@code server}. */
    String section() {
        return name.substring(0, name.indexOf('.'));
    }
}
