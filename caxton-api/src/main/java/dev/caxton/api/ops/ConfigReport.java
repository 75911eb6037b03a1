package dev.caxton.api.ops;

import java.util.List;

/**
 * The configuration in force.
 *
 * @param entries every key, by name
 * @param warnings what an operator should know, such as keys that have no effect
 */
public record ConfigReport(List<Entry> entries, List<String> warnings) {
    public ConfigReport {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /**
     * One key.
     *
     * @param key dotted name, such as {@code server.port}
     * @param value its value; secrets read {@code ****}
     * @param source {@code default}, {@code option --port}, {@code environment CAXTON_PORT}, or a file with line
     */
    public record Entry(String key, String value, String source) {}
}
