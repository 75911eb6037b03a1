package dev.caxton.engine.security;

import dev.caxton.engine.store.Command;
import java.time.Instant;

/**
 * Keeps when a key was used, now and then.
 *
 * @param keyId its id
 * @param prefix of its token
 * @param at when
 */
record NoteKeyUse(String keyId, String prefix, Instant at) implements Command {
    @Override
    public String kind() {
        return "note_key_use";
    }

    @Override
    public String subject() {
        return prefix;
    }
}
