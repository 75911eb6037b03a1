package dev.caxton.war.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.RelationDirection;
import dev.caxton.api.memory.RelationLimits;
import dev.caxton.war.http.Params;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Which relations a request is about, from {@code relation_types, direction, min_strength, valid_at}. */
final class RelationParams {

    private RelationParams() {}

    static RelationLimits of(Params params) {
        @Nullable Double strength = params.number("min_strength", 0, 1);
        @Nullable String direction = params.text("direction");
        return new RelationLimits(
                params.set("relation_types"),
                direction == null
                        ? RelationDirection.BOTH
                        : WireName.parse(RelationDirection.class, "direction", direction),
                strength == null ? 0 : strength,
                instant(params.text("valid_at")));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "Query parameter 'valid_at' is '" + text.substring(0, Math.min(200, text.length()))
                            + "', expected a time such as 2025-01-31T12:00:00Z",
                    (String) null);
        }
    }
}
