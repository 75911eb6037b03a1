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
        String entry = text.substring(availability == Availability.BUILT ? 0 : 1);
        int space = entry.indexOf(' ');
        String form = space < 0 ? entry : entry.substring(0, space);
        String help = entry.substring(form.length()).strip();
        int equals = form.indexOf('=');
        return equals < 0
                ? new Option(form, null, availability, help)
                : new Option(
                        form.substring(0, equals), form.substring(equals + 2, form.length() - 1), availability, help);
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
