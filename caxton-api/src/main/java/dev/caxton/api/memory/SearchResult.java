package dev.caxton.api.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param query the text sought
 * @param results the best first
 * @param totalResults number of results
 * @param searchTimeMs milliseconds, the query's embedding included
 * @param memoryScope the scope that was asked for; null for all
 * @param mode how it was sought: {@code keyword} where hybrid was asked for and no model is loaded
 * @param truncated whether the query is longer than the model reads (256 word pieces), so that its end counts for the words
 *     only
 */
public record SearchResult(
        String query,
        List<SearchHit> results,
        int totalResults,
        double searchTimeMs,
        @Nullable MemoryScope memoryScope,
        SearchMode mode,
        boolean truncated) {
    public SearchResult {
        results = List.copyOf(results);
    }
}
