package dev.caxton.embedded.install;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A unit file, as far as running a service by hand needs it.
 *
 * @param text the file
 * @param settings values by key, in their order
 */
record SystemdUnit(String text, Map<String, List<String>> settings) {

    /** Reads the unit that stands in a text, which may be the script that writes it. */
    static SystemdUnit in(String text) {
        int begin = text.indexOf("[Unit]");
        int end = text.indexOf("\nEOF", begin);
        String unit = text.substring(begin, end < 0 ? text.length() : end + 1);
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (String line : unit.replace("\\\n", " ").split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                settings.computeIfAbsent(line.substring(0, equals), key -> new ArrayList<>())
                        .add(line.substring(equals + 1).strip());
            }
        }
        return new SystemdUnit(unit, settings);
    }

    /** The unit with absolute paths below another root. */
    SystemdUnit below(String root) {
        return in(text.replaceAll(
                "(?<![A-Za-z0-9])(/usr/local|/etc/caxton|/var/lib/caxton|/var/log/caxton)", root + "$1"));
    }

    /** The last value of a key; null if it is not set. */
    @Nullable
    String value(String key) {
        List<String> values = settings.get(key);
        return values == null ? null : values.getLast();
    }

    /** What {@code Environment=} sets. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (String assignment : settings.getOrDefault("Environment", List.of())) {
            int equals = assignment.indexOf('=');
            environment.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return environment;
    }

    /** A command with its variables replaced, as systemd replaces them. */
    String command(String key) {
        String command = String.valueOf(value(key));
        for (Map.Entry<String, String> variable : environment().entrySet()) {
            command = command.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return command.replaceAll(" +", " ");
    }
}
