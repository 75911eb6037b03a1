package dev.caxton.api.security;

/**
 * A key that was just made, with its secret, which is told this once.
 *
 * @param key the key
 * @param token what its holder sends: {@code cxt_} and 43 characters that stand for 256 random bits
 */
public record CreatedKey(ApiKey key, String token) {
    /** The key without its secret. */
    @Override
    public String toString() {
        return "CreatedKey[key=" + key + ", token=****]";
    }
}
