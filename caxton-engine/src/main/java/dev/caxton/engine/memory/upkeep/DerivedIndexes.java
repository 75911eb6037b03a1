package dev.caxton.engine.memory.upkeep;

/** What is made from the rows of the memory and can be made again. Each method says in a few words what it did. */
public interface DerivedIndexes {

    /** Joins the parts of the full-text index that are worth it. */
    String mergeTextIndex();

    /** Builds the full-text index anew. */
    String rebuildTextIndex();

    /** Builds the vector index anew; searches go on with the old one. */
    String rebuildVectors();

    /** Forgets every vector and has them made anew in the background. */
    String recomputeEmbeddings();

    /** Empties the embedding cache and returns how many entries it had. */
    long clearCache();
}
