package dev.caxton.engine.memory;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Vectors that were read from the file, for searches whose filter keeps few: they read the same vectors again and again. A
 * vector takes the place of another that falls to the same slot. A row's vector never changes and its id is used once, so
 * that nothing here can be stale but what is gone. Thread-safe.
 */
final class VectorCache {

    /** A power of two; about 6 MB where every slot holds a vector of 384 dimensions. */
    private static final int SLOTS = 4096;

    /** Searches that choose among no more use it. */
    static final int MOST_ACCEPTED = SLOTS / 2;

    private final AtomicReferenceArray<@Nullable Vector> slots = new AtomicReferenceArray<>(SLOTS);

    private static final class Vector {
        private final long rid;
        private final byte[] bytes;

        Vector(long rid, byte[] bytes) {
            this.rid = rid;
            this.bytes = bytes;
        }
    }

    private static int slot(long rid) {
        return Long.hashCode(rid * 0x9E3779B97F4A7C15L) & SLOTS - 1;
    }

    /** The vector of a row; null where it is not held. Nobody changes it. */
    byte @Nullable [] get(long rid) {
        Vector held = slots.get(slot(rid));
        return held != null && held.rid == rid ? held.bytes : null;
    }

    void put(long rid, byte[] bytes) {
        slots.set(slot(rid), new Vector(rid, bytes));
    }

    /** Lets go of a vector that was removed. */
    void remove(long rid) {
        int slot = slot(rid);
        Vector held = slots.get(slot);
        if (held != null && held.rid == rid) {
            slots.compareAndSet(slot, held, null);
        }
    }

    void clear() {
        for (int slot = 0; slot < SLOTS; slot++) {
            slots.set(slot, null);
        }
    }
}
