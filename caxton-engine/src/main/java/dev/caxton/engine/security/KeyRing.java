package dev.caxton.engine.security;

import dev.caxton.api.security.Caller;
import dev.caxton.api.security.KeyState;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Every key in memory, by the first characters of its token; in step with the table through the appliers' hooks.
 * Thread-safe.
 */
public final class KeyRing {

    private final Map<String, Entry> byPrefix = new ConcurrentHashMap<>();
    private final Clock clock;

    /** An empty ring. */
    public KeyRing(Clock clock) {
        this.clock = clock;
    }

    /** A key and when it was used, of which {@code noted} is on disk. */
    record Entry(StoredKey key, Caller caller, AtomicLong used, AtomicLong noted) {
        static Entry of(StoredKey key) {
            long used = key.lastUsed() == null ? 0 : key.lastUsed().toEpochMilli();
            return new Entry(key, key.caller(), new AtomicLong(used), new AtomicLong(used));
        }

        @Nullable
        Instant lastUsed() {
            long millis = used.get();
            return millis == 0 ? null : Instant.ofEpochMilli(millis);
        }
    }

    void add(StoredKey key) {
        byPrefix.put(key.prefix(), Entry.of(key));
    }

    void revoked(String prefix, Instant at, String by) {
        byPrefix.computeIfPresent(
                prefix,
                (same, entry) -> Entry.of(entry.key().used(entry.lastUsed()).revoked(at, by)));
    }

    boolean has(String prefix) {
        return byPrefix.containsKey(prefix);
    }

    Collection<Entry> entries() {
        return byPrefix.values();
    }

    /** The active key whose token has this hash. */
    Optional<Entry> find(String prefix, byte[] hash) {
        Entry entry = byPrefix.get(prefix);
        return entry != null
                        && MessageDigest.isEqual(entry.key().hash(), hash)
                        && entry.key().state(clock.instant()) == KeyState.ACTIVE
                ? Optional.of(entry)
                : Optional.empty();
    }
}
