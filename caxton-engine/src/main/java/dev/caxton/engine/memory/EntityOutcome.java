package dev.caxton.engine.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.wire.WireJson;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of an entity; recorded with the operation, so that a retry is answered alike.
 *
 * @param entityId the entity, which may have been there before
 * @param created whether it is new
 * @param createdAt when it was first stored, in milliseconds
 * @param updatedAt when it was last changed, in milliseconds
 * @param version counts its changes
 * @param observationCount how many it has now
 * @param duplicates positions of the observations that it had already
 * @param embedded whether all that was stored has its vector
 */
record EntityOutcome(
        String entityId,
        boolean created,
        long createdAt,
        long updatedAt,
        long version,
        int observationCount,
        Set<Integer> duplicates,
        boolean embedded) {

    String toJson() {
        ObjectNode json = WireJson.mapper().createObjectNode();
        json.put("entity_id", entityId);
        json.put("created", created);
        json.put("created_at", createdAt);
        json.put("updated_at", updatedAt);
        json.put("version", version);
        json.put("observation_count", observationCount);
        ArrayNode positions = json.putArray("duplicates");
        duplicates.stream().sorted().forEach(positions::add);
        json.put("embedded", embedded);
        return json.toString();
    }

    static EntityOutcome parse(@Nullable String text) {
        JsonNode json = read(text);
        Set<Integer> duplicates = new HashSet<>();
        json.path("duplicates").forEach(position -> duplicates.add(position.asInt()));
        return new EntityOutcome(
                json.path("entity_id").asText(),
                json.path("created").asBoolean(),
                json.path("created_at").asLong(),
                json.path("updated_at").asLong(),
                json.path("version").asLong(),
                json.path("observation_count").asInt(),
                duplicates,
                json.path("embedded").asBoolean());
    }

    static JsonNode read(@Nullable String text) {
        try {
            return WireJson.mapper().readTree(Objects.requireNonNull(text, "outcome"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("recorded outcome is no JSON", e);
        }
    }
}
