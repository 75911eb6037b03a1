package dev.caxton.engine.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads settings out of environment variables. */
final class Variables {

    private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "warn", "error");

    private final Map<String, String> environment;
    private final ConfigProblems problems;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    private Variables(Map<String, String> environment, ConfigProblems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The settings by key; variables that look like settings and are none become warnings. */
    static Map<String, Setting> read(Map<String, String> environment, ConfigProblems problems) {
        Variables variables = new Variables(environment, problems);
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            variables.take(key.name(), key.environmentName(), key.environment());
            for (Bridge bridge : key.bridges()) {
                variables.take(bridge.spelling(), ConfigKey.environmentName(bridge.spelling()), List.of());
            }
            if (key.type().secret()) {
                String file = key.name() + ConfigResolution.FILE_SUFFIX;
                variables.take(file, ConfigKey.environmentName(file), List.of());
            }
        }
        variables.take("observability.metrics.enabled", "CAXTON_METRICS_ENABLED", List.of());
        variables.warnOfUnknown();
        return variables.settings;
    }

    private void take(String key, String variable, List<String> others) {
        known.add(variable);
        known.addAll(others);
        if (!take(key, variable)) {
            for (String other : others) {
                if (take(key, other)) {
                    return;
                }
            }
        }
    }

    private boolean take(String key, String variable) {
        String written = environment.get(variable);
        String value = written == null ? null : meant(variable, written);
        if (value == null || value.isBlank()) {
            return false;
        }
        settings.putIfAbsent(
                key, new Setting(key, value, false, Setting.Layer.ENVIRONMENT, "environment " + variable, null, null));
        return true;
    }

    private @Nullable String meant(String variable, String value) {
        if (variable.equals("CAXTON_PORT") && value.startsWith("tcp://")) {
            problems.warn("environment CAXTON_PORT is " + ConfigProblems.quote(value)
                    + ", as Kubernetes sets it for a service named caxton; ignored");
            return null;
        }
        if (variable.equals("RUST_LOG")) {
            return level(value);
        }
        return value;
    }

    /** The level in a directive list such as {@code caxton=debug,info}: ours if it is named, else the general one. */
    private @Nullable String level(String directives) {
        String general = null;
        for (String directive : directives.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = directive.strip().split("=", 2);
            String level = parts[parts.length - 1].strip();
            if (!LEVELS.contains(level)) {
                continue;
            }
            if (parts.length == 1) {
                general = level;
            } else if (parts[0].strip().equals("caxton")) {
                return level;
            }
        }
        if (general == null) {
            problems.warn("environment RUST_LOG is " + ConfigProblems.quote(directives)
                    + ", which names no level for caxton; ignored");
        }
        return general;
    }

    private void warnOfUnknown() {
        for (String variable : new TreeSet<>(environment.keySet())) {
            if (!variable.startsWith("CAXTON_") || known.contains(variable) || IdleKeys.readElsewhere(variable)) {
                continue;
            }
            if (IdleKeys.coversVariable(variable)) {
                problems.warn("environment " + variable + " has no effect in this version");
            } else {
                String near = NearKey.hint(variable, known);
                problems.warn("environment " + variable + " sets nothing" + (near == null ? "" : "; " + near));
            }
        }
    }
}
