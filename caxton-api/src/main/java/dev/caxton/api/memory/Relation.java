package dev.caxton.api.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edge of the memory graph. It never changes: an update takes it back and stores another that replaces it.
 *
 * @param relationId its id, {@code rel_} and a UUID
 * @param fromEntity id of the entity it starts at
 * @param toEntity id of the entity it points to
 * @param relationType type in active voice
 * @param strength 0 to 1
 * @param confidence 0 to 1
 * @param createdAt when it was stored
 * @param metadata free values
 * @param validFrom from when it is true in the world
 * @param validTo until when it is true, not included; null for open
 * @param retractedAt when it was taken back or replaced; null while it is believed
 * @param replaces id of the relation that this one replaced; null for none
 */
public record Relation(
        String relationId,
        String fromEntity,
        String toEntity,
        String relationType,
        double strength,
        double confidence,
        Instant createdAt,
        Map<String, Object> metadata,
        Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Instant retractedAt,
        @Nullable String replaces) {
    public Relation {
        metadata = metadata == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A relation that is true from when it was stored. */
    public Relation(
            String relationId,
            String fromEntity,
            String toEntity,
            String relationType,
            double strength,
            double confidence,
            Instant createdAt) {
        this(
                relationId,
                fromEntity,
                toEntity,
                relationType,
                strength,
                confidence,
                createdAt,
                Map.of(),
                createdAt,
                null,
                null,
                null);
    }
}
