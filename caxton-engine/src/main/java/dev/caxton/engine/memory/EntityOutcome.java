package dev.caxton.engine.memory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.wire.WireJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
        // By hand: the one writer makes it for each entity.
        StringBuilder json = new StringBuilder(224)
                .append("{\"entity_id\":\"")
                .append(JsonStringEncoder.getInstance().quoteAsString(entityId))
                .append("\",\"created\":")
                .append(created)
                .append(",\"created_at\":")
                .append(createdAt)
                .append(",\"updated_at\":")
                .append(updatedAt)
                .append(",\"version\":")
                .append(version)
                .append(",\"observation_count\":")
                .append(observationCount)
                .append(",\"duplicates\":[");
        String separator = "";
        for (int position : new TreeSet<>(duplicates)) {
            json.append(separator).append(position);
            separator = ",";
        }
        return json.append("],\"embedded\":").append(embedded).append('}').toString();
    }

    /** Without a tree: every caller reads one. Members that are missing are empty, members of later versions are skipped. */
    static EntityOutcome parse(@Nullable String text) {
        String entityId = "";
        boolean created = false;
        long createdAt = 0;
        long updatedAt = 0;
        long version = 0;
        int observationCount = 0;
        Set<Integer> duplicates = new HashSet<>();
        boolean embedded = false;
        try (JsonParser json = WireJson.mapper().createParser(Objects.requireNonNull(text, "outcome"))) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "entity_id" -> entityId = json.getValueAsString("");
                    case "created" -> created = json.getValueAsBoolean();
                    case "created_at" -> createdAt = json.getValueAsLong();
                    case "updated_at" -> updatedAt = json.getValueAsLong();
                    case "version" -> version = json.getValueAsLong();
                    case "observation_count" -> observationCount = json.getValueAsInt();
                    case "duplicates" -> {
                        if (!json.isExpectedStartArrayToken()) {
                            throw new IllegalStateException("recorded outcome has duplicates that are no list");
                        }
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            duplicates.add(json.getValueAsInt());
                        }
                    }
                    case "embedded" -> embedded = json.getValueAsBoolean();
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("recorded outcome is no JSON", e);
        }
        return new EntityOutcome(
                entityId, created, createdAt, updatedAt, version, observationCount, duplicates, embedded);
    }

    static JsonNode read(@Nullable String text) {
        try {
            return WireJson.mapper().readTree(Objects.requireNonNull(text, "outcome"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("recorded outcome is no JSON", e);
        }
    }
}
