package dev.caxton.engine.store;

import java.time.Instant;

/**
 * Who asks for a change, and when.
 *
 * @param id identifies the change; a retry with the same id changes nothing and gets the first outcome. Ids that sort
 *     by time (UUID version 7) keep the index small
 * @param actor who asks, for the audit trail
 * @param at when, kept to the millisecond
 * @param unseen whether the id was made for this change just now, so that it cannot have been applied before
 */
public record Operation(String id, String actor, Instant at, boolean unseen) {

    private static final int MAX_ID_LENGTH = 200;

    public Operation {
        if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "operation id has " + id.length() + " characters, expected 1 to " + MAX_ID_LENGTH);
        }
    }

    /** An operation whose id may have been used before. */
    public Operation(String id, String actor, Instant at) {
        this(id, actor, at, false);
    }

    /** This operation asked for by somebody else. */
    Operation by(String other) {
        return other.equals(actor) ? this : new Operation(id, other, at, unseen);
    }
}
