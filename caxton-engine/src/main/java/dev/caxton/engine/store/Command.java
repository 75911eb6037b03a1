package dev.caxton.engine.store;

/**
 * A change of stored state: a small record with every id, time, random value and model answer already in it.
 *
 * <p>Immutable. Its class selects the {@link Applier}.
 */
public interface Command {

    /** What is done, in snake_case, such as {@code create_entity}; stored, so never renamed. */
    String kind();

    /** What it is done to: an id or a few, for the audit trail and the change log; no content, no secrets. */
    String subject();

    /** What the audit trail says came of it. */
    default String auditOutcome() {
        return "applied";
    }
}
