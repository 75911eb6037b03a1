package dev.caxton.api.memory;

import java.time.Instant;

/**
 * An edge of the memory graph.
 *
 * @param relationId its id, {@code rel_} and a UUID
 * @param fromEntity id of the entity it starts at
 * @param toEntity id of the entity it points to
 * @param relationType type in active voice
 * @param strength 0 to 1
 * @param confidence 0 to 1
 * @param createdAt when it was stored
 */
public record Relation(
        String relationId,
        String fromEntity,
        String toEntity,
        String relationType,
        double strength,
        double confidence,
        Instant createdAt) {}
