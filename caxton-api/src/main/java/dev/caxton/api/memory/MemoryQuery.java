package dev.caxton.api.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search of the memory.
 *
 * @param agentId the agent that asks; it sees its own memory, the workspace's and the global one. Null sees the wider
 *     scopes only.
 * @param query what is sought, not blank; plain text in every mode, without operators
 * @param memoryScope only this scope; null for every scope that the agent sees
 * @param entityTypes only entities of these types; empty for all
 * @param limit most results, 1 to 100
 * @param minSimilarity least cosine, -1 to 1; null for ranked and limited only
 * @param includeRelations whether each result carries its entity's relations
 * @param mode by meaning, by words, or both
 * @param semanticWeight share of meaning in {@link SearchMode#HYBRID}, 0 to 1; null for the measured best
 * @param time which part of the past
 * @param authors only what these agents stored, by slug; empty for everyone's
 * @param minConfidence least confidence of an observation, 0 to 1; null for any
 * @param expandDepth how many relations away from a hit its neighbours are added, 0 to 2; only relations of strength 0.7
 *     or more are followed, and 20 at most
 */
public record MemoryQuery(
        @Nullable String agentId,
        String query,
        @Nullable MemoryScope memoryScope,
        Set<String> entityTypes,
        int limit,
        @Nullable Double minSimilarity,
        boolean includeRelations,
        SearchMode mode,
        @Nullable Double semanticWeight,
        TimeView time,
        Set<String> authors,
        @Nullable Double minConfidence,
        int expandDepth) {
    /** Most results of one search (documented limit). */
    public static final int MAX_LIMIT = 100;
    /** Most relations between a hit and what is added to it (documented limit). */
    public static final int MAX_EXPANSION = 2;

    public MemoryQuery {
        entityTypes = Set.copyOf(entityTypes);
        authors = Set.copyOf(authors);
        require(limit >= 1 && limit <= MAX_LIMIT, "limit is " + limit + ", expected 1 to " + MAX_LIMIT);
        require(
                expandDepth >= 0 && expandDepth <= MAX_EXPANSION,
                "expand_depth is " + expandDepth + ", expected 0 to " + MAX_EXPANSION);
        require(isPart(semanticWeight), "semantic_weight is " + semanticWeight + ", expected 0 to 1");
        require(isPart(minConfidence), "min_confidence is " + minConfidence + ", expected 0 to 1");
    }

    /** A hybrid search of what is true now, without further filters. */
    public MemoryQuery(
            @Nullable String agentId,
            String query,
            @Nullable MemoryScope memoryScope,
            Set<String> entityTypes,
            int limit,
            @Nullable Double minSimilarity,
            boolean includeRelations) {
        this(
                agentId,
                query,
                memoryScope,
                entityTypes,
                limit,
                minSimilarity,
                includeRelations,
                SearchMode.HYBRID,
                null,
                TimeView.current(),
                Set.of(),
                null,
                0);
    }

    /** The ten best memories of an agent. */
    public static MemoryQuery of(@Nullable String agentId, String query) {
        return new MemoryQuery(agentId, query, null, Set.of(), 10, null, false);
    }

    /** The same search in another mode. */
    public MemoryQuery withMode(SearchMode other) {
        return new MemoryQuery(
                agentId,
                query,
                memoryScope,
                entityTypes,
                limit,
                minSimilarity,
                includeRelations,
                other,
                semanticWeight,
                time,
                authors,
                minConfidence,
                expandDepth);
    }

    /** The same search with another number of results. */
    public MemoryQuery withLimit(int other) {
        return new MemoryQuery(
                agentId,
                query,
                memoryScope,
                entityTypes,
                other,
                minSimilarity,
                includeRelations,
                mode,
                semanticWeight,
                time,
                authors,
                minConfidence,
                expandDepth);
    }

    /** The same search in another part of the past. */
    public MemoryQuery withTime(TimeView other) {
        return new MemoryQuery(
                agentId,
                query,
                memoryScope,
                entityTypes,
                limit,
                minSimilarity,
                includeRelations,
                mode,
                semanticWeight,
                other,
                authors,
                minConfidence,
                expandDepth);
    }

    private static boolean isPart(@Nullable Double value) {
        return value == null || value >= 0 && value <= 1;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw CaxtonException.of(ProblemType.INVALID_ARGUMENT, otherwise, (String) null);
        }
    }
}
