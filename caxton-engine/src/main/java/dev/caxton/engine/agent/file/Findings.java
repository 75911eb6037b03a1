package dev.caxton.engine.agent.file;

import dev.caxton.api.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with one file, so that all of it is reported together. For one thread. */
final class Findings {

    /** Enough for any file that a person wrote; the rest of a broken one only repeats. */
    private static final int MOST = 100;

    private static final int SHOWN_LENGTH = 200;

    private final String file;
    private final List<Violation> errors = new ArrayList<>();
    private final List<Violation> warnings = new ArrayList<>();

    Findings(String file) {
        this.file = shown(file);
    }

    /** Something that keeps the file from being accepted. */
    void error(@Nullable Place place, String message, @Nullable String hint) {
        add(errors, place, message, hint);
    }

    /** Something that the author should know. */
    void warning(@Nullable Place place, String message, @Nullable String hint) {
        add(warnings, place, message, hint);
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** The errors, in the file's order. */
    List<Violation> errors() {
        return inOrder(errors);
    }

    /** The warnings, in the file's order. */
    List<Violation> warnings() {
        return inOrder(warnings);
    }

    private void add(List<Violation> to, @Nullable Place place, String message, @Nullable String hint) {
        if (to.size() < MOST) {
            to.add(new Violation(
                    file, place == null ? null : place.line(), place == null ? null : place.column(), message, hint));
        } else if (to.size() == MOST) {
            to.add(Violation.at(file, "more than " + MOST + " problems; the rest is left out", null));
        }
    }

    private static List<Violation> inOrder(List<Violation> found) {
        return found.stream().sorted(Comparator.comparingInt(Findings::lineOf)).toList();
    }

    private static int lineOf(Violation violation) {
        Integer line = violation.line();
        return line == null ? Integer.MAX_VALUE : line;
    }

    /**
     * A value as it may stand in a message: cut at 200 characters, and without characters that would disturb the line
     * or its direction.
     */
    static String shown(String value) {
        StringBuilder text = new StringBuilder(Math.min(value.length(), SHOWN_LENGTH) + 1);
        int[] codePoints = value.codePoints().limit(SHOWN_LENGTH + 1L).toArray();
        for (int i = 0; i < Math.min(codePoints.length, SHOWN_LENGTH); i++) {
            int c = codePoints[i];
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> text.append(String.format("\\u%04x", c));
                default -> text.appendCodePoint(c);
            }
        }
        return codePoints.length > SHOWN_LENGTH ? text.append('…').toString() : text.toString();
    }
}
