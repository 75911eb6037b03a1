package dev.caxton.api.security;

import java.util.List;

/**
 * Keys that callers come in with.
 *
 * <p>Only a hash of a key's token is stored. Keys are asked for where the server listens beyond its own machine, and
 * where {@code security.authentication.enabled} says so. May be shared between threads.
 */
public interface Keys {

    /**
     * Makes a key; its token cannot be seen again. A name that an active key has is a {@code NAME_CONFLICT}, an agent
     * that does not exist an {@code AGENT_NOT_FOUND}.
     */
    CreatedKey create(NewKey key);

    /** Every key, the oldest first, those that expired or were revoked included. */
    List<ApiKey> list();

    /**
     * Ends a key at once: the next request with it is refused. Harmless when repeated.
     *
     * <p>The last key with which somebody could administer the server is refused with {@code LAST_ADMIN_KEY}; an unknown
     * one is a {@code KEY_NOT_FOUND}.
     *
     * @param key id, prefix, or name of an active key
     * @return the key as it is now
     */
    ApiKey revoke(String key);
}
