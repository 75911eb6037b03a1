package dev.caxton.engine.security;

import dev.caxton.engine.store.Command;

/**
 * Stores a key.
 *
 * @param key all of it
 */
record CreateKey(StoredKey key) implements Command {
    @Override
    public String kind() {
        return "create_key";
    }

    @Override
    public String subject() {
        return key.prefix() + " " + key.name();
    }
}
