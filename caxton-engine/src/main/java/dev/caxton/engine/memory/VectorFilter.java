package dev.caxton.engine.memory;

import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entities a search may find.
 *
 * @param visibility scopes
 * @param entityTypes only these types; empty for all
 * @param only row ids in the table of vectors, for conditions that entities do not share; null for all
 */
record VectorFilter(
        Visibility visibility,
        Set<String> entityTypes,
        @Nullable BitSet only) {

    VectorFilter(Visibility visibility, Set<String> entityTypes) {
        this(visibility, entityTypes, null);
    }

    boolean accepts(EntityFacts entity) {
        return accepts(entity.group());
    }

    boolean accepts(EntityGroup group) {
        return visibility.sees(group.scope(), group.agentId())
                && (entityTypes.isEmpty() || entityTypes.contains(group.entityType()));
    }
}
