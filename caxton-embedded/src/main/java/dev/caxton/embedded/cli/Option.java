package dev.caxton.embedded.cli;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.wire.DurationText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of a command.
 *
 * @param name with its dashes, such as {@code --timeout}
 * @param label what its value is, such as {@code duration} or {@code config|wasm}; null for a flag
 * @param availability whether it has an effect, and if not why
 * @param help what it does
 */
public record Option(String name, @Nullable String label, Availability availability, String help) {

    /** Reads a catalogue entry: {@code --name}, {@code --name=<label>}, after the mark of what is not built. */
    static Option parse(String line) {
        String text = line.strip();
        Availability availability = Availability.ofMark(text.charAt(0));
        boolean built = availability == Availability.BUILT;
        int end = text.indexOf("  ");
        String help = end < 0 ? "" : text.substring(end).strip();
        String form = text.substring(built ? 0 : 1, end < 0 ? text.length() : end).strip();
        int equals = form.indexOf('=');
        if (equals < 0) {
            return new Option(form, null, availability, help);
        }
        return new Option(form.substring(0, equals), form.substring(equals + 2, form.length() - 1), availability, help);
    }

    /** Whether a value follows. */
    boolean takesValue() {
        return label != null;
    }

    /** How it is written in help, such as {@code --timeout <duration>}. */
    String form() {
        return label == null ? name : name + " <" + label + ">";
    }

    /** Words that a value may be; empty if it is free. */
    List<String> choices() {
        return label != null && label.indexOf('|') >= 0 ? List.of(label.split("\\|")) : List.of();
    }

    /** Refuses a value that does not fit the label. */
    void check(String value) {
        if (label == null) {
            return;
        }
        if (label.equals("duration")) {
            DurationText.parse(name, value);
        } else if (label.equals("count")) {
            count(value);
        } else if (!choices().isEmpty() && !choices().contains(value)) {
            throw wrong(value, "one of " + String.join(", ", choices()));
        } else if (value.isBlank()) {
            throw wrong(value, "a " + label);
        }
    }

    int count(String value) {
        try {
            int count = Integer.parseInt(value);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw wrong(value, "a whole number");
        }
        throw wrong(value, "a whole number");
    }

    private CaxtonException wrong(String value, String expected) {
        return CaxtonException.of(
                ProblemType.INVALID_ARGUMENT, name + " is '" + value + "', expected " + expected, (String) null);
    }
}
