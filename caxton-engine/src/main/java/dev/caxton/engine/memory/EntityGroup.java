package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import org.jspecify.annotations.Nullable;

/**
 * What decides who may find an entity; there are few groups and many entities in each.
 *
 * @param entityType their type
 * @param scope who shares them
 * @param agentId owner; null in wider scopes
 */
record EntityGroup(
        String entityType, MemoryScope scope, @Nullable String agentId) {

    /** As a line of text. */
    String label() {
        return scope.wireName() + "\n" + (agentId == null ? "" : agentId) + "\n" + entityType;
    }

    /** The group that a label was made of; {@link IllegalArgumentException} for any other text. */
    static EntityGroup of(String label) {
        String[] parts = label.split("\n", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("label of a group has " + parts.length + " lines, expected 3");
        }
        return of(parts[2], parts[0], parts[1].isEmpty() ? null : parts[1]);
    }

    /** The group of an entity whose scope is written as in the database. */
    static EntityGroup of(String entityType, String scope, @Nullable String agentId) {
        for (MemoryScope known : MemoryScope.values()) {
            if (known.wireName().equals(scope)) {
                return new EntityGroup(entityType, known, agentId);
            }
        }
        throw new IllegalArgumentException("scope of a group is not known");
    }
}
