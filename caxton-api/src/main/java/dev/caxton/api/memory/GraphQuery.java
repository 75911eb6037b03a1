package dev.caxton.api.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the memory graph, breadth first, relations followed in both directions.
 *
 * @param agentId the agent that asks; null sees the wider scopes only
 * @param entity id or name of the entity to start at
 * @param memoryScope only this scope; null for every scope that the agent sees
 * @param maxDepth most steps from the start, 1 to 10
 * @param relationTypes only relations of these types; empty for all
 * @param minStrength least strength of a relation, 0 to 1
 * @param includeObservations whether nodes carry their observations
 */
public record GraphQuery(
        @Nullable String agentId,
        String entity,
        @Nullable MemoryScope memoryScope,
        int maxDepth,
        Set<String> relationTypes,
        double minStrength,
        boolean includeObservations) {
    /** Most steps from the start (documented limit). */
    public static final int MAX_DEPTH = 10;

    public GraphQuery {
        relationTypes = Set.copyOf(relationTypes);
        if (maxDepth < 1 || maxDepth > MAX_DEPTH) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "max_depth is " + maxDepth + ", expected 1 to " + MAX_DEPTH, (String)
                            null);
        }
    }
}
