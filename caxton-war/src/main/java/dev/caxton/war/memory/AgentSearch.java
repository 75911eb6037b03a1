package dev.caxton.war.memory;

import dev.caxton.api.memory.MemoryQuery;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.SearchMode;
import dev.caxton.war.http.RequiredMembers;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sought in what an agent sees.
 *
 * @param query plain text
 * @param limit most results, 1 to 100; absent for 10
 * @param minSimilarity least cosine, -1 to 1; absent for none
 * @param memoryScope only this scope; absent for every scope that the agent sees
 * @param entityTypes only entities of these types; absent for all
 * @param mode by meaning, by words, or both; absent for both
 */
public record AgentSearch(
        @Nullable String query,
        @Nullable Integer limit,
        @Nullable Double minSimilarity,
        @Nullable MemoryScope memoryScope,
        @Nullable Set<String> entityTypes,
        @Nullable SearchMode mode) {

    private static final int USUAL_LIMIT = 10;

    MemoryQuery of(String agent) {
        new RequiredMembers().text("query", query).check();
        MemoryQuery plain = new MemoryQuery(
                agent,
                Objects.requireNonNullElse(query, ""),
                memoryScope,
                Objects.requireNonNullElse(entityTypes, Set.of()),
                Objects.requireNonNullElse(limit, USUAL_LIMIT),
                minSimilarity,
                false);
        return mode == null
                ? plain
                : new MemoryQuery(
                        plain.agentId(),
                        plain.query(),
                        plain.memoryScope(),
                        plain.entityTypes(),
                        plain.limit(),
                        plain.minSimilarity(),
                        plain.includeRelations(),
                        mode,
                        plain.semanticWeight(),
                        plain.time(),
                        plain.authors(),
                        plain.minConfidence(),
                        plain.expandDepth());
    }
}
