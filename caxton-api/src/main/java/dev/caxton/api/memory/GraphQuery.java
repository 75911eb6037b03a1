package dev.caxton.api.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the memory graph.
 *
 * @param agentId the agent that asks; null sees the wider scopes only
 * @param entity id or name of the entity to start at
 * @param memoryScope only this scope; null for every scope that the agent sees
 * @param maxDepth most steps from the start, 1 to 10
 * @param relations which relations are followed and shown
 * @param includeObservations whether nodes carry their observations
 * @param strategy in which order entities are listed, and which of them are left out beyond {@code maxNodes}
 * @param maxNodes most entities in the answer, 1 to 10,000; it holds at most five times as many relations
 */
public record GraphQuery(
        @Nullable String agentId,
        String entity,
        @Nullable MemoryScope memoryScope,
        int maxDepth,
        RelationLimits relations,
        boolean includeObservations,
        TraversalStrategy strategy,
        int maxNodes) {
    /** Steps from the start where nothing else is asked for (documented default). */
    public static final int USUAL_DEPTH = 3;
    /** Most steps from the start (documented limit). */
    public static final int MAX_DEPTH = 10;
    /** Entities in an answer where nothing else is asked for. */
    public static final int USUAL_NODES = 1_000;
    /** Most entities in an answer. */
    public static final int MAX_NODES = 10_000;

    public GraphQuery {
        require("max_depth", maxDepth, MAX_DEPTH);
        require("max_nodes", maxNodes, MAX_NODES);
    }

    /** Breadth first, relations followed in both directions, of the usual size. */
    public GraphQuery(
            @Nullable String agentId,
            String entity,
            @Nullable MemoryScope memoryScope,
            int maxDepth,
            Set<String> relationTypes,
            double minStrength,
            boolean includeObservations) {
        this(
                agentId,
                entity,
                memoryScope,
                maxDepth,
                new RelationLimits(relationTypes, RelationDirection.BOTH, minStrength, null),
                includeObservations,
                TraversalStrategy.BREADTH_FIRST,
                USUAL_NODES);
    }

    /** The usual walk from an entity, without observations. */
    public static GraphQuery of(@Nullable String agentId, String entity) {
        return new GraphQuery(agentId, entity, null, USUAL_DEPTH, Set.of(), 0, false);
    }

    private static void require(String member, int value, int most) {
        if (value < 1 || value > most) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, member + " is " + value + ", expected 1 to " + most, (String) null);
        }
    }
}
