package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import org.jspecify.annotations.Nullable;

/**
 * What decides who may find an entity; none of it ever changes.
 *
 * @param entityId {@code ent_} and a UUID
 * @param entityType its type
 * @param scope who shares it
 * @param agentId owner; null in wider scopes
 */
record EntityFacts(
        String entityId,
        String entityType,
        MemoryScope scope,
        @Nullable String agentId) {

    EntityGroup group() {
        return new EntityGroup(entityType, scope, agentId);
    }
}
