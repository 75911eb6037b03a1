package dev.caxton.engine.security;

import dev.caxton.engine.store.Command;
import java.time.Instant;

/**
 * Ends a key.
 *
 * @param keyId its id
 * @param prefix of its token
 * @param spare whether an admin key besides the stored ones is in force
 * @param at when
 */
record RevokeKey(String keyId, String prefix, boolean spare, Instant at) implements Command {
    @Override
    public String kind() {
        return "revoke_key";
    }

    @Override
    public String subject() {
        return prefix + " " + keyId;
    }
}
