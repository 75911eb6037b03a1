package dev.caxton.api.ops.event;

import java.time.Instant;
import java.util.List;

/**
 * The server became read-only.
 *
 * @param sequence counts events since the start of the server
 * @param at when
 * @param reasons why
 */
public record SafeModeEntered(long sequence, Instant at, List<String> reasons) implements Occurrence {
    public SafeModeEntered {
        reasons = List.copyOf(reasons);
    }
}
