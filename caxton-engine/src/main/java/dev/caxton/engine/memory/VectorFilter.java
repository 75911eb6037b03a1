package dev.caxton.engine.memory;

import java.util.Set;

/**
 * Which entities a search may find.
 *
 * @param visibility scopes
 * @param entityTypes only these types; empty for all
 */
record VectorFilter(Visibility visibility, Set<String> entityTypes) {

    boolean accepts(EntityFacts entity) {
        return visibility.sees(entity.scope(), entity.agentId())
                && (entityTypes.isEmpty() || entityTypes.contains(entity.entityType()));
    }
}
