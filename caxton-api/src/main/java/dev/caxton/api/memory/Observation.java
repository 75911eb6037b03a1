package dev.caxton.api.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact about an entity.
 *
 * @param observationId its id, {@code obs_} and a UUID
 * @param content the fact
 * @param source where it comes from, such as {@code api} or a message id
 * @param author slug of the agent that stored it; null if none did
 * @param createdAt when it was stored
 */
public record Observation(
        String observationId,
        String content,
        String source,
        @Nullable String author,
        Instant createdAt) {}
