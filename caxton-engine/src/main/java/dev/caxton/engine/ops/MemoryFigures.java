package dev.caxton.engine.ops;

/** What metrics tell about the memory at each scrape; methods may block for an instant. */
public interface MemoryFigures {

    /** Number of entities. */
    long entities();

    /** Number of relations. */
    long relations();

    /** Share of the recommended number of entities that is used, in percent; above 100 where it is passed. */
    default double usagePercent() {
        return 0;
    }

    /** Size of the database file in bytes. */
    long databaseBytes();

    /** Bytes that the graph takes on the heap; 0 where it is not held there. */
    default long graphBytes() {
        return 0;
    }

    /** Part of embeddings that came from the cache, 0 to 1; 0 before the first. */
    double cacheHitRate();

    /** Vectors that a search finds. */
    default long vectors() {
        return 0;
    }

    /** Texts that are to be embedded in the background, as far as known. */
    default long vectorsPending() {
        return 0;
    }

    /** Memory that the vector index takes. */
    default long vectorBytes() {
        return 0;
    }

    /** Whether the vector index finds everything. */
    default boolean vectorsReady() {
        return false;
    }

    /** Texts that were longer than the embedding model reads. */
    default long textsTruncated() {
        return 0;
    }
}
