package dev.caxton.api.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact about an entity. It never changes: an update takes it back and stores another that replaces it.
 *
 * @param observationId its id, {@code obs_} and a UUID
 * @param content the fact
 * @param source where it comes from, such as {@code api} or a message id
 * @param author slug of the agent that stored it; null if none did
 * @param createdAt when it was stored
 * @param confidence how sure it is, 0 to 1
 * @param validFrom from when it is true in the world
 * @param validTo until when it is true, not included; null for open
 * @param retractedAt when it was taken back or replaced; null while it is believed
 * @param replaces id of the observation that this one replaced; null for none
 * @param truncated in the answer to an update, whether the text is longer than the model reads, as in
 *     {@link StoredEntity}; null elsewhere
 */
public record Observation(
        String observationId,
        String content,
        String source,
        @Nullable String author,
        Instant createdAt,
        double confidence,
        Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Instant retractedAt,
        @Nullable String replaces,
        @Nullable Boolean truncated) {

    /** The same, saying whether its text is longer than the model reads. */
    public Observation truncated(boolean longer) {
        return new Observation(
                observationId,
                content,
                source,
                author,
                createdAt,
                confidence,
                validFrom,
                validTo,
                retractedAt,
                replaces,
                longer);
    }
}
