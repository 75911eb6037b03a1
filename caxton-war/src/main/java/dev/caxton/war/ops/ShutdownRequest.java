package dev.caxton.war.ops;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.war.http.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to stop.
 *
 * @param timeout how long requests in flight may take, such as {@code 25s}; null for 25 seconds
 */
public record ShutdownRequest(@Nullable String timeout) {

    private static final Duration USUAL = Duration.ofSeconds(25);

    Duration duration() {
        if (timeout == null) {
            return USUAL;
        }
        try {
            return Durations.parse(timeout);
        } catch (IllegalArgumentException e) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "Member 'timeout' is '" + timeout + "', expected a duration such as 25s",
                    (String) null);
        }
    }
}
