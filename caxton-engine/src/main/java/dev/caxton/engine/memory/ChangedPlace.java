package dev.caxton.engine.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.store.Row;
import dev.caxton.wire.WireJson;
import org.jspecify.annotations.Nullable;

/**
 * Where a change was made, as the outcomes of commands say it that know only an id.
 *
 * @param scope the scope; null where it is not known
 * @param agentId id of the agent that owns it; null in wider scopes
 */
record ChangedPlace(@Nullable MemoryScope scope, @Nullable String agentId) {

    static final ChangedPlace UNKNOWN = new ChangedPlace(null, null);

    static ChangedPlace of(EntityFacts facts) {
        return new ChangedPlace(facts.scope(), facts.agentId());
    }

    /** The beginning of an outcome: scope and owner of a row of entities or relations. */
    static ObjectNode outcome(Row row) {
        ObjectNode json = WireJson.mapper().createObjectNode();
        json.put("scope", row.text("scope"));
        json.put("agent_id", row.textOrNull("agent_id"));
        return json;
    }

    static ChangedPlace of(JsonNode outcome) {
        return new ChangedPlace(
                outcome.hasNonNull("scope")
                        ? WireName.parse(
                                MemoryScope.class,
                                "scope",
                                outcome.path("scope").asText())
                        : null,
                outcome.hasNonNull("agent_id") ? outcome.path("agent_id").asText() : null);
    }
}
