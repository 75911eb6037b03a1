package dev.caxton.engine.memory.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * An entity's id in 16 bytes: the UUID behind {@code ent_}, or a hash where an id was not made by this product.
 *
 * @param high first half
 * @param low second half
 */
record EntityKey(long high, long low) {

    private static final String PREFIX = "ent_";
    private static final int UUID_LENGTH = 36;

    static EntityKey of(String entityId) {
        if (entityId.length() == PREFIX.length() + UUID_LENGTH && entityId.startsWith(PREFIX)) {
            try {
                UUID uuid = UUID.fromString(entityId.substring(PREFIX.length()));
                // UUID.fromString is lenient; only the canonical spelling stands for itself.
                if (entityId.endsWith(uuid.toString())) {
                    return new EntityKey(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
                }
            } catch (IllegalArgumentException e) {
                return hash(entityId);
            }
        }
        return hash(entityId);
    }

    private static EntityKey hash(String entityId) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(entityId.getBytes(StandardCharsets.UTF_8)));
            return new EntityKey(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    int slot(int mask) {
        long mixed = (high ^ Long.rotateLeft(low, 31)) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32) & mask;
    }
}
