package dev.caxton.api.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to compact and rebuild. Nothing named means what is due, without holding up the writer.
 *
 * @param vacuum write the database file anew without gaps; writers wait meanwhile, reads go on
 * @param reindex rebuild the database's indexes and the vector index
 * @param analyze count values anew for the query planner
 * @param clearCache empty the embedding cache
 * @param recomputeEmbeddings forget every vector and make it anew in the background; search goes on with what is there
 * @param maxDuration stop beginning new steps after this long; null for no limit
 */
public record OptimizeRequest(
        boolean vacuum,
        boolean reindex,
        boolean analyze,
        boolean clearCache,
        boolean recomputeEmbeddings,
        @Nullable Duration maxDuration) {

    /** What is due, in small steps. */
    public static OptimizeRequest incremental(@Nullable Duration maxDuration) {
        return new OptimizeRequest(false, false, false, false, false, maxDuration);
    }

    /** Whether nothing is named. */
    public boolean incremental() {
        return !vacuum && !reindex && !analyze && !clearCache && !recomputeEmbeddings;
    }
}
