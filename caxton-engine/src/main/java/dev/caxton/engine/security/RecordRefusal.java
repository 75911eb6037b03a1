package dev.caxton.engine.security;

import dev.caxton.engine.store.Command;

/**
 * Puts into the audit trail that a caller was not permitted to do something. The actor is the operation's.
 *
 * @param operation what was asked for
 * @param target what it was asked for
 */
record RecordRefusal(String operation, String target) implements Command {
    @Override
    public String kind() {
        return operation;
    }

    @Override
    public String subject() {
        return target;
    }

    @Override
    public String auditOutcome() {
        return "refused";
    }
}
