package dev.caxton.api.memory;

import org.jspecify.annotations.Nullable;

/**
 * Asks for one entity.
 *
 * @param agentId the agent that asks; it sees its own memory, the workspace's and the global one. Null for an operator,
 *     who sees every entity by its id, and those of the wider scopes by their names.
 * @param entity id, or name in the narrowest scope that has it
 * @param time which part of the past
 */
public record EntityQuery(@Nullable String agentId, String entity, TimeView time) {

    /** What an operator finds under an id: everything that is believed now, whenever it is true. */
    public static EntityQuery of(String entityId) {
        return new EntityQuery(null, entityId, TimeView.all());
    }
}
