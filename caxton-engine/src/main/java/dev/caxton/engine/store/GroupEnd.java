package dev.caxton.engine.store;

/**
 * Work on derived tables that is done once for a whole group of commands, in their transaction and before it is committed:
 * what costs as much for one row as for a hundred, such as a full-text index. Called on the writer thread.
 */
public interface GroupEnd {

    /** Does nothing. */
    GroupEnd NONE = tx -> {};

    /** Brings derived tables up to date with the rows; what it throws fails the group. */
    void apply(WriteTransaction tx);

    /** The transaction was rolled back after all. */
    default void rolledBack() {}
}
