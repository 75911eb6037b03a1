package dev.caxton.engine.config;

import dev.caxton.api.ops.ConfigReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the value of each key in the strongest source that names it, and remembers where it came from. */
final class ConfigResolution {

    /** Added to the name of a secret, it names the file that holds it. */
    static final String FILE_SUFFIX = "_file";

    private static final String DEFAULT = "default";

    private static final Set<String> NAMES = names();

    /**
     * A value with its source.
     *
     * @param value null where the key has no value
     * @param source as in {@link ConfigReport.Entry}
     */
    private record Found(@Nullable Object value, String source) {}

    private final List<Map<String, Setting>> layers;
    private final Path workingDirectory;
    private final References references;
    private final ConfigProblems problems;
    private final Map<String, Found> found = new HashMap<>();

    /** Takes the layers, the strongest first. */
    ConfigResolution(
            List<Map<String, Setting>> layers, Path workingDirectory, References references, ConfigProblems problems) {
        this.layers = layers;
        this.workingDirectory = workingDirectory;
        this.references = references;
        this.problems = problems;
    }

    /** Reports keys that nobody knows, and those without effect. */
    void checkNames() {
        for (Map<String, Setting> layer : layers) {
            for (Setting setting : layer.values()) {
                if (NAMES.contains(setting.key())) {
                    continue;
                }
                String idle = IdleKeys.warning(setting.key());
                if (idle != null) {
                    problems.warn(setting, idle);
                } else if (isSection(setting.key())) {
                    problems.add(
                            setting,
                            setting.key() + " is " + ConfigProblems.quote(setting.value()) + ", expected keys below it",
                            null);
                } else {
                    problems.add(setting, setting.key() + " is not a known key", NearKey.hint(setting.key(), NAMES));
                }
            }
        }
    }

    /** Whether a key has an effect, or is documented and has none; either is dealt with by {@link #checkNames}. */
    static boolean isKnown(String key) {
        return NAMES.contains(key) || IdleKeys.warning(key) != null;
    }

    /** Looks every key up, so that all problems are known. */
    void resolveAll() {
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            resolve(key);
        }
    }

    /** The value of a key that always has one. */
    <T> T get(ConfigKey<T> key) {
        return Objects.requireNonNull(find(key), key.name());
    }

    /** The value of a key; null where it has none. */
    @SuppressWarnings("unchecked") // resolve() puts what the key's own parser returned
    <T> @Nullable T find(ConfigKey<T> key) {
        return (T) resolve(key).value();
    }

    /** Gives a value to a key that no source names. */
    <T> void fallBack(ConfigKey<T> key, T value, String source) {
        if (resolve(key).value() == null) {
            found.put(key.name(), new Found(value, source));
        }
    }

    /** Gives another default to a key that no source names. */
    <T> void replaceDefault(ConfigKey<T> key, T value, String source) {
        if (resolve(key).source().equals(DEFAULT)) {
            found.put(key.name(), new Found(value, source));
        }
    }

    /** Replaces a value by its canonical form, such as an absolute path. */
    <T> void refine(ConfigKey<T> key, T value) {
        found.put(key.name(), new Found(value, resolve(key).source()));
    }

    ConfigReport.Entry entry(ConfigKey<?> key) {
        return new ConfigReport.Entry(key.name(), text(key), resolve(key).source());
    }

    private <T> String text(ConfigKey<T> key) {
        T value = find(key);
        return value == null ? "" : key.type().format().apply(value);
    }

    private Found resolve(ConfigKey<?> key) {
        Found known = found.get(key.name());
        if (known == null) {
            known = lookUp(key);
            found.put(key.name(), known);
        }
        return known;
    }

    private Found lookUp(ConfigKey<?> key) {
        for (Map<String, Setting> layer : layers) {
            Found value = lookUp(key, layer);
            if (value != null) {
                return value;
            }
        }
        return new Found(fallback(key), DEFAULT);
    }

    private static @Nullable Object fallback(ConfigKey<?> key) {
        return key.fallback() == null ? null : key.type().parser().apply(key.fallback());
    }

    /** What a layer says; null if nothing. A wrong value counts as said, so that it is reported only once. */
    private @Nullable Found lookUp(ConfigKey<?> key, Map<String, Setting> layer) {
        Setting chosen = null;
        String text = null;
        for (Candidate candidate : candidates(key)) {
            Setting setting = layer.get(candidate.spelling());
            if (setting == null) {
                continue;
            }
            String read = read(key, candidate, setting);
            if (read == null && candidate.saysNothing(setting)) {
                continue;
            }
            if (chosen == null) {
                chosen = setting;
                text = read;
            } else if (!Objects.equals(read, text)) {
                problems.add(
                        setting,
                        setting.key() + " and " + chosen.key() + " differ, and mean the same",
                        "keep " + key.name());
            }
            if (!candidate.spelling().equals(key.name()) && !candidate.file()) {
                problems.warn(setting, setting.key() + " is an older spelling of " + key.name());
            }
        }
        if (chosen == null) {
            return null;
        }
        return new Found(text == null ? fallback(key) : parse(key, chosen, text), chosen.source());
    }

    private @Nullable String read(ConfigKey<?> key, Candidate candidate, Setting setting) {
        boolean secret = key.type().secret();
        if (setting.list() && key.type().kind() != ValueType.Kind.LIST) {
            problems.add(
                    setting,
                    setting.key() + " is a list, expected " + key.type().expectation(),
                    null);
            return null;
        }
        if (secret && !candidate.file() && setting.layer() == Setting.Layer.FILE && !References.in(setting.value())) {
            problems.add(
                    setting,
                    setting.key() + " holds a secret in the clear, expected a reference to it",
                    "write ${env:NAME} or ${file:path}, or set " + key.name() + FILE_SUFFIX);
            return null;
        }
        String value = references.resolve(setting);
        if (value == null) {
            return null;
        }
        if (candidate.file()) {
            return references.content(setting, value);
        }
        Bridge bridge = candidate.bridge();
        return bridge == null ? value : bridge.translate(value, workingDirectory);
    }

    private @Nullable Object parse(ConfigKey<?> key, Setting setting, String text) {
        Object value = key.type().parser().apply(text);
        if (value == null) {
            String shown = key.type().secret() ? "empty" : ConfigProblems.quote(text);
            problems.add(
                    setting,
                    setting.key() + " is " + shown + ", expected " + key.type().expectation(),
                    hint(key, text));
            return fallback(key);
        }
        return value;
    }

    private static @Nullable String hint(ConfigKey<?> key, String text) {
        if (key.equals(ConfigKeys.HOST) && text.matches("(\\w+://)?[^:/]+:\\d+/?")) {
            return "the port goes to " + ConfigKeys.PORT.name();
        }
        if (key.equals(ConfigKeys.BACKEND) && text.strip().matches("neo4j|qdrant|hybrid|postgresql")) {
            return "this backend is not built yet";
        }
        return text.strip().matches("\\d+") && key.type().expectation().contains("such as")
                ? "a unit is missing"
                : null;
    }

    /**
     * A spelling of a key.
     *
     * @param spelling dotted key
     * @param bridge null for the key itself
     * @param file whether the value names a file that holds the value
     */
    private record Candidate(String spelling, @Nullable Bridge bridge, boolean file) {
        boolean saysNothing(Setting setting) {
            return bridge != null && bridge.meaning() == Bridge.Meaning.PORT_SWITCH && !setting.list();
        }
    }

    private static List<Candidate> candidates(ConfigKey<?> key) {
        if (key.bridges().isEmpty() && !key.type().secret()) {
            return List.of(new Candidate(key.name(), null, false));
        }
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(key.name(), null, false));
        key.bridges().forEach(bridge -> candidates.add(new Candidate(bridge.spelling(), bridge, false)));
        if (key.type().secret()) {
            candidates.add(new Candidate(key.name() + FILE_SUFFIX, null, true));
        }
        return candidates;
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>();
        ConfigKeys.ALL.forEach(key -> candidates(key).forEach(candidate -> names.add(candidate.spelling())));
        return names;
    }

    private static boolean isSection(String key) {
        return NAMES.stream().anyMatch(name -> name.startsWith(key + "."));
    }
}
