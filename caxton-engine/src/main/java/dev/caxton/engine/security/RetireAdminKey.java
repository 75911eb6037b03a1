package dev.caxton.engine.security;

import dev.caxton.engine.store.Command;
import java.time.Instant;

/**
 * Notes that the key in the file {@code admin.key} is no longer in force.
 *
 * @param at when
 */
record RetireAdminKey(Instant at) implements Command {
    @Override
    public String kind() {
        return "revoke_key";
    }

    @Override
    public String subject() {
        return AdminKey.FILE;
    }
}
