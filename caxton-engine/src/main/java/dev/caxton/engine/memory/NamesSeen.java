package dev.caxton.engine.memory;

import dev.caxton.engine.memory.ImportBatch.Item;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Names and ids of the entities of a file, as hashes of eight bytes: for a check of relations, not for more. */
final class NamesSeen {

    private long[] hashes = new long[1_024];
    private int size;

    void add(Item item, @Nullable String id, String name) {
        put(hash(item, name.strip()));
        if (id != null) {
            put(hash(item, id));
        }
    }

    boolean has(Item item, String idOrName) {
        long hash = hash(item, idOrName.strip());
        for (int place = place(hash, hashes.length); hashes[place] != 0; place = place + 1 & hashes.length - 1) {
            if (hashes[place] == hash) {
                return true;
            }
        }
        return false;
    }

    private void put(long hash) {
        if (size * 2 >= hashes.length) {
            long[] before = hashes;
            hashes = new long[before.length * 2];
            for (long old : before) {
                if (old != 0) {
                    store(old);
                }
            }
        }
        if (store(hash)) {
            size++;
        }
    }

    private boolean store(long hash) {
        int place = place(hash, hashes.length);
        while (hashes[place] != 0) {
            if (hashes[place] == hash) {
                return false;
            }
            place = place + 1 & hashes.length - 1;
        }
        hashes[place] = hash;
        return true;
    }

    private static int place(long hash, int length) {
        return (int) (hash >>> 20) & length - 1;
    }

    private static long hash(Item item, String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((item.scope() + "\n" + item.agentId() + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() | 1;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
