package dev.caxton.engine.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the observations of one request have in common.
 *
 * @param validFrom from when they are true, in milliseconds; null for the time of the request
 * @param validTo until when, not included; null for open
 * @param confidence 0 to 1
 * @param source where they come from
 * @param author slug of the agent that stores them; null if none does
 */
record Belief(
        @Nullable Long validFrom,
        @Nullable Long validTo,
        double confidence,
        String source,
        @Nullable String author) {

    static Belief of(
            @Nullable Instant validFrom,
            @Nullable Instant validTo,
            @Nullable Double confidence,
            String source,
            @Nullable String author) {
        return new Belief(millis(validFrom), millis(validTo), confidence == null ? 1.0 : confidence, source, author);
    }

    /** When it begins, for a request of that moment; what has ended already began no later than it ended. */
    long from(long at) {
        if (validFrom != null) {
            return validFrom;
        }
        return validTo == null ? at : Math.min(at, validTo);
    }

    static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }
}
