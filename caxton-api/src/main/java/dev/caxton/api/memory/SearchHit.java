package dev.caxton.api.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity that a search found.
 *
 * @param entityId its id
 * @param entityName its name
 * @param entityType its type
 * @param similarityScore cosine between query and nearest vector of the entity; higher is nearer
 * @param matched the observation that was nearest; null if the name and type were
 * @param observations what is known of it, oldest first
 * @param metadata free values
 * @param createdAt when it was first stored
 * @param memoryScope who shares it
 * @param agentId id of the agent that owns it; null in wider scopes
 * @param relations its relations; null unless asked for
 */
public record SearchHit(
        String entityId,
        String entityName,
        String entityType,
        double similarityScore,
        @Nullable String matched,
        List<String> observations,
        Map<String, Object> metadata,
        Instant createdAt,
        MemoryScope memoryScope,
        @Nullable String agentId,
        @Nullable List<Relation> relations) {
    public SearchHit {
        observations = List.copyOf(observations);
        metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
