package dev.caxton.embedded.cli.server;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.embedded.cli.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the options of a start command set. */
final class Settings {

    private static final Map<String, String> KEYS = keys();

    private Settings() {}

    /** Settings by dotted key; paths are absolute. */
    static Map<String, String> of(Invocation invocation) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String override : invocation.texts("--override")) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw CaxtonException.of(
                        ProblemType.INVALID_ARGUMENT,
                        "--override is '" + override + "', expected a key and a value",
                        "Write it like --override server.request_timeout=10s.");
            }
            settings.put(
                    override.substring(0, equals).strip(),
                    override.substring(equals + 1).strip());
        }
        KEYS.forEach((option, key) -> {
            String value = invocation.text(option);
            if (value != null) {
                boolean path = option.endsWith("-dir");
                settings.put(key, path ? invocation.path(value).toString() : value);
            }
        });
        return settings;
    }

    /** The same options, to be written on the command line of another process. */
    static List<String> asOptions(Invocation invocation) {
        List<String> words = new ArrayList<>();
        invocation.texts("--override").forEach(override -> words.addAll(List.of("--override", override)));
        for (String option : KEYS.keySet()) {
            String value = invocation.text(option);
            if (value != null) {
                words.addAll(List.of(
                        option, option.endsWith("-dir") ? invocation.path(value).toString() : value));
            }
        }
        if (invocation.door().configFile() != null) {
            words.addAll(List.of("--config", invocation.door().configFile().toString()));
        }
        return words;
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("--port", "server.port");
        keys.put("--host", "server.host");
        keys.put("--data-dir", "server.data_dir");
        keys.put("--agents-dir", "server.agents_dir");
        keys.put("--metrics-port", "monitoring.metrics_port");
        keys.put("--log-level", "logging.level");
        return keys;
    }
}
