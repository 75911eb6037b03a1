package dev.caxton.engine.memory;

/** What a command did to the vectors. */
sealed interface VectorChange {

    /** A row of the table of vectors was added. */
    record Added(String model, IndexedVector vector) implements VectorChange {}

    /** One was removed. */
    record Removed(long rid) implements VectorChange {}

    /** The entity that one belongs to is of another group now. */
    record Regrouped(long rid, EntityGroup group) implements VectorChange {}
}
