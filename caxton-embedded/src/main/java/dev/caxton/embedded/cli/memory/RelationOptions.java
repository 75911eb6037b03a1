package dev.caxton.embedded.cli.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.RelationDirection;
import dev.caxton.api.memory.RelationLimits;
import dev.caxton.embedded.cli.Invocation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Which relations a command is about, from {@code --type, --direction, --min-strength, --valid-at}. */
final class RelationOptions {

    private RelationOptions() {}

    static RelationLimits of(Invocation invocation) {
        String direction = invocation.text("--direction");
        return new RelationLimits(
                new HashSet<>(invocation.texts("--type")),
                direction == null
                        ? RelationDirection.BOTH
                        : WireName.parse(RelationDirection.class, "--direction", direction),
                strength(invocation.text("--min-strength")),
                instant(invocation.text("--valid-at")));
    }

    private static double strength(@Nullable String text) {
        try {
            return text == null ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw invalid("--min-strength", text, "a number from 0 to 1");
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid("--valid-at", text, "a time such as 2025-01-31T12:00:00Z");
        }
    }

    private static CaxtonException invalid(String option, @Nullable String value, String expected) {
        return CaxtonException.of(
                ProblemType.INVALID_ARGUMENT, option + " is '" + value + "', expected " + expected, (String) null);
    }
}
