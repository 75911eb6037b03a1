package dev.caxton.engine.memory;

/**
 * A text that holds a word of a query.
 *
 * @param owner the entity, or that of the observation
 * @param row its row in {@code memory_text}
 * @param score BM25
 */
record TextHit(EntityFacts owner, int row, double score) {

    /** Whether it is the name and type of an entity, not an observation. */
    boolean isEntity() {
        return (row & 1) == 1;
    }

    /** The row of the entity or observation in its own table. */
    long rid() {
        return row >> 1;
    }
}
