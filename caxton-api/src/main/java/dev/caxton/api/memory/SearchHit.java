package dev.caxton.api.memory;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity that a search found, and why.
 *
 * @param entityId its id
 * @param entityName its name
 * @param entityType its type
 * @param similarityScore cosine between query and nearest vector of the entity; higher is nearer; null in a keyword
 *     search, for what has no vector yet, and for what was added along a relation
 * @param matched the observation that fitted best; null if the name and type did
 * @param observations what is known of it, oldest first
 * @param metadata free values
 * @param createdAt when it was first stored
 * @param memoryScope who shares it
 * @param agentId id of the agent that owns it; null in wider scopes
 * @param relations its relations; null unless asked for
 * @param score what results are ranked by: the cosine in a semantic search, BM25 in a keyword search, both and more in a
 *     hybrid one; comparable within one answer only
 * @param matches what of it fitted, the best first, at most five
 * @param path the relations from a better hit to this one; empty for what was found by itself
 */
public record SearchHit(
        String entityId,
        String entityName,
        String entityType,
        @Nullable Double similarityScore,
        @Nullable String matched,
        List<String> observations,
        Map<String, Object> metadata,
        Instant createdAt,
        MemoryScope memoryScope,
        @Nullable String agentId,
        @Nullable List<Relation> relations,
        double score,
        List<Match> matches,
        List<Relation> path) {
    public SearchHit {
        observations = List.copyOf(observations);
        metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        matches = List.copyOf(matches);
        path = List.copyOf(path);
    }

    /**
     * One text that fitted, and why.
     *
     * @param observationId the observation; null for the entity's name and type
     * @param content the text
     * @param score what it is ranked by
     * @param similarity cosine to the query; null where it was not compared
     * @param keywordRank its place among the results by words, from 1; null if none of its words was sought
     * @param keywordScore its BM25; null as {@code keywordRank}
     * @param signals what else raised it: {@code neighbours} (texts stored before and after it), {@code entity} (other
     *     texts and the name of its entity), {@code time} (a time that the query names), {@code recent} (stored
     *     in the last day)
     * @param author slug of the agent that stored it; null if none did
     * @param validFrom from when it is true
     * @param validTo until when it is true; null for open
     * @param recordedAt when it was stored
     */
    public record Match(
            @Nullable String observationId,
            String content,
            double score,
            @Nullable Double similarity,
            @Nullable Integer keywordRank,
            @Nullable Double keywordScore,
            List<String> signals,
            @Nullable String author,
            Instant validFrom,
            @Nullable Instant validTo,
            Instant recordedAt) {
        public Match {
            signals = List.copyOf(signals);
        }
    }
}
