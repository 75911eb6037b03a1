package dev.caxton.api;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong at one place.
 *
 * @param location where: a file, a JSON pointer or a configuration key
 * @param line line in the file, from 1; null where there is none
 * @param column column in the line, from 1; null where there is none
 * @param message subject, value found, and what was expected
 * @param hint the remedy, such as "did you mean 'web_search'?"; null where the message says it all
 */
public record Violation(
        String location,
        @Nullable Integer line,
        @Nullable Integer column,
        String message,
        @Nullable String hint) {

    /** A violation at a place that has no lines. */
    public static Violation at(String location, String message, @Nullable String hint) {
        return new Violation(location, null, null, message, hint);
    }

    /** One line of text: place, message, hint. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(location);
        if (line != null) {
            text.append(':').append(line);
            if (column != null) {
                text.append(':').append(column);
            }
        }
        text.append(": ").append(message);
        if (hint != null) {
            text.append(" (").append(hint).append(')');
        }
        return text.toString();
    }
}
