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

    /** Patience that systemd and Kubernetes have as well. */
    static final ShutdownRequest USUAL = new ShutdownRequest("25s");

    Duration duration() {
        return DurationText.parse("Member 'timeout'", timeout == null ? "25s" : timeout);
    }
}
