package dev.caxton.api.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search by meaning.
 *
 * @param agentId the agent that asks; it sees its own memory, the workspace's and the global one. Null sees the wider
 *     scopes only.
 * @param query text whose meaning is sought, not blank
 * @param memoryScope only this scope; null for every scope that the agent sees
 * @param entityTypes only entities of these types; empty for all
 * @param limit most results, 1 to 100
 * @param minSimilarity least cosine, -1 to 1; null for ranked and limited only
 * @param includeRelations whether each result carries its entity's relations
 */
public record MemoryQuery(
        @Nullable String agentId,
        String query,
        @Nullable MemoryScope memoryScope,
        Set<String> entityTypes,
        int limit,
        @Nullable Double minSimilarity,
        boolean includeRelations) {
    /** Most results of one search (documented limit). */
    public static final int MAX_LIMIT = 100;

    public MemoryQuery {
        entityTypes = Set.copyOf(entityTypes);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT, "limit is " + limit + ", expected 1 to " + MAX_LIMIT, (String) null);
        }
    }

    /** The ten nearest memories of an agent. */
    public static MemoryQuery of(String agentId, String query) {
        return new MemoryQuery(agentId, query, null, Set.of(), 10, null, false);
    }
}
