package dev.caxton.engine.agent.file;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Ends the reading of a text at a place; caught by the reader that it ends, never leaves this package. */
final class Unreadable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String message;
    private final @Nullable String hint;

    Unreadable(Place place, String message, @Nullable String hint) {
        super(message, null, false, false);
        this.place = place;
        this.message = message;
        this.hint = hint;
    }

    /** Reports it, in the words that operators search their logs for. */
    void report(String language, Findings findings) {
        findings.error(
                place,
                language + " parse error: line " + place.line() + ", column " + place.column() + ": " + message,
                hint);
    }

    Place place() {
        return place;
    }
}
