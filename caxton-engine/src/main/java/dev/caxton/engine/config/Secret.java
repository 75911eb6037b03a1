package dev.caxton.engine.config;

/**
 * A value that must not appear in logs, messages or reports.
 *
 * @param reveal the value itself
 */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "****";
    }
}
