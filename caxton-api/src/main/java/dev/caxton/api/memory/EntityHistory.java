package dev.caxton.api.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was ever believed of an entity and was not forgotten.
 *
 * @param entityId the entity
 * @param entityName its name
 * @param entityType its type
 * @param versions its versions, the first to the present one
 * @param observations all observations in the order in which they were stored, those that were taken back included
 * @param relations all relations that begin or end at it, in the same order
 */
public record EntityHistory(
        String entityId,
        String entityName,
        String entityType,
        List<Version> versions,
        List<Observation> observations,
        List<Relation> relations) {
    public EntityHistory {
        versions = List.copyOf(versions);
        observations = List.copyOf(observations);
        relations = List.copyOf(relations);
    }

    /**
     * An entity as it was for a time.
     *
     * @param version counts from 1
     * @param metadata free values
     * @param validFrom from when it is there in the world
     * @param validTo until when it is there, not included; null for open
     * @param recordedAt since when this was believed
     * @param supersededAt until when; null for the present version
     */
    public record Version(
            long version,
            Map<String, Object> metadata,
            Instant validFrom,
            @Nullable Instant validTo,
            Instant recordedAt,
            @Nullable Instant supersededAt) {
        public Version {
            metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }
    }
}
