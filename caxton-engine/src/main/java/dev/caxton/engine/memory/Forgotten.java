package dev.caxton.engine.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Forget} deleted; numbers and ids only.
 *
 * @param entityId the entity, or that of the observations
 * @param scope scope of the entity, so that a repetition is answered only to who saw it; null in what older versions wrote
 * @param agentId id of the agent that owned it; null in wider scopes
 * @param entities 1 if the entity itself went
 * @param observationIds the observations, those taken back included
 * @param relations number of relations
 * @param vectors number of vectors
 */
record Forgotten(
        String entityId,
        @Nullable MemoryScope scope,
        @Nullable String agentId,
        int entities,
        List<String> observationIds,
        int relations,
        int vectors) {

    /** Whether somebody saw it; null sees everything. */
    boolean isSeenBy(@Nullable Visibility visibility) {
        return visibility == null || scope != null && visibility.sees(scope, agentId);
    }

    String toJson() {
        ObjectNode json = WireJson.mapper().createObjectNode();
        json.put("entity_id", entityId);
        if (scope != null) {
            json.put("scope", scope.wireName());
            json.put("agent_id", agentId);
        }
        json.put("entities", entities);
        ArrayNode ids = json.putArray("observations");
        observationIds.forEach(ids::add);
        json.put("relations", relations);
        json.put("vectors", vectors);
        return json.toString();
    }

    static Forgotten parse(@Nullable String outcome) {
        JsonNode json = EntityOutcome.read(outcome);
        List<String> ids = new ArrayList<>();
        json.path("observations").forEach(id -> ids.add(id.asText()));
        return new Forgotten(
                json.path("entity_id").asText(),
                json.hasNonNull("scope")
                        ? WireName.parse(
                                MemoryScope.class, "scope", json.path("scope").asText())
                        : null,
                json.hasNonNull("agent_id") ? json.path("agent_id").asText() : null,
                json.path("entities").asInt(),
                ids,
                json.path("relations").asInt(),
                json.path("vectors").asInt());
    }
}
