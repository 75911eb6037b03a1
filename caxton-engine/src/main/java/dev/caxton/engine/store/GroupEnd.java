package dev.caxton.engine.store;

/**
 * Work on derived tables that costs as much for one row as for a hundred, such as a full-text index. Called on the writer
 * thread.
 */
public interface GroupEnd {

    /** Does nothing. */
    GroupEnd NONE = tx -> {};

    /**
     * Looks at what a group of commands changed, in their transaction and before it is committed; may do some of the work.
     * What it throws fails the group.
     */
    void apply(WriteTransaction tx);

    /** Whether work is left that is worth doing while nobody waits for the writer. */
    default boolean isBehind() {
        return false;
    }

    /** Does a part of it that takes some milliseconds, in a transaction of its own. What it throws is tried again later. */
    default void catchUp(WriteTransaction tx) {}

    /** The transaction was rolled back after all. */
    default void rolledBack() {}
}
