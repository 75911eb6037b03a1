package dev.caxton.engine.config;

import java.util.Map;
import java.util.Set;

/** Writes a {@code caxton.yaml} in which every key is explained and commented out, except those that were chosen. */
final class CommentedConfig {

    private static final String HEAD = """
        # Configuration of Caxton. Each line shows a key with its default; remove the '#' before it to change it.
        # Stronger than this file: environment variables (CAXTON_SERVER_PORT) and options (--port).
        # Secrets are not written here but referred to: ${env:NAME}, ${file:path}.
        # All keys: docs/reference/configuration.md
        """;

    private CommentedConfig() {}

    /** The text of the file. */
    static String text(Map<String, String> chosen) {
        StringBuilder yaml = new StringBuilder(HEAD);
        String section = "";
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            String parent = key.name().substring(0, key.name().lastIndexOf('.'));
            if (!parent.equals(section)) {
                section(yaml, section, parent);
                section = parent;
            }
            key(yaml, key, chosen);
        }
        return yaml.toString();
    }

    private static void section(StringBuilder yaml, String before, String parent) {
        int depth = 0;
        StringBuilder path = new StringBuilder();
        for (String name : parent.split("\\.")) {
            path.append(depth == 0 ? "" : ".").append(name);
            if (!before.equals(path.toString()) && !before.startsWith(path + ".")) {
                yaml.append(depth == 0 ? "\n" : "")
                        .append("  ".repeat(depth))
                        .append(name)
                        .append(":\n");
            }
            depth++;
        }
    }

    private static void key(StringBuilder yaml, ConfigKey<?> key, Map<String, String> chosen) {
        String indent = "  ".repeat(key.name().split("\\.").length - 1);
        String name = key.name().substring(key.name().lastIndexOf('.') + 1);
        yaml.append(indent).append("# ").append(key.description()).append('\n');
        String value = chosen.get(key.name());
        if (value != null) {
            yaml.append(indent).append(name).append(": ").append(quote(value)).append('\n');
        } else {
            yaml.append(indent)
                    .append("# ")
                    .append(name)
                    .append(':')
                    .append(shown(key))
                    .append('\n');
        }
    }

    private static String shown(ConfigKey<?> key) {
        if (key.type().secret()) {
            return " ${env:" + key.environment().stream().findFirst().orElse(key.environmentName()) + "}";
        }
        String fallback = key.fallback();
        if (fallback == null) {
            return "  # default: " + key.fallbackWords();
        }
        if (key.type().kind() == ValueType.Kind.LIST) {
            return " [" + fallback + "]";
        }
        boolean plain =
                Set.of("true", "false").contains(fallback) || fallback.matches("[A-Za-z0-9./_-][A-Za-z0-9:./_-]*");
        return ' ' + (plain ? fallback : quote(fallback));
    }

    private static String quote(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
