package dev.caxton.api.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A question for the shortest path between two entities.
 *
 * @param agentId the agent that asks; null sees the wider scopes only
 * @param from id or name of the entity it starts at
 * @param to id or name of the entity it ends at
 * @param memoryScope only this scope; null for every scope that the agent sees
 * @param maxLength most relations on the path, 1 to 100
 * @param relations which relations it may use
 */
public record PathQuery(
        @Nullable String agentId,
        String from,
        String to,
        @Nullable MemoryScope memoryScope,
        int maxLength,
        RelationLimits relations) {
    /** Most relations where nothing else is asked for. */
    public static final int USUAL_LENGTH = 10;
    /** Most relations on a path. */
    public static final int MAX_LENGTH = 100;

    public PathQuery {
        if (maxLength < 1 || maxLength > MAX_LENGTH) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "max_length is " + maxLength + ", expected 1 to " + MAX_LENGTH,
                    (String) null);
        }
    }

    /** Over all relations that are valid now, both ways. */
    public static PathQuery of(@Nullable String agentId, String from, String to) {
        return new PathQuery(agentId, from, to, null, USUAL_LENGTH, RelationLimits.NONE);
    }
}
