package dev.caxton.war.ops;

import dev.caxton.wire.DurationText;
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
        return timeout == null ? USUAL : DurationText.parse("Member 'timeout'", timeout);
    }
}
