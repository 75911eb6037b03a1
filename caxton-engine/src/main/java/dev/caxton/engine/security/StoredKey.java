package dev.caxton.engine.security;

import dev.caxton.api.WireName;
import dev.caxton.api.security.ApiKey;
import dev.caxton.api.security.Caller;
import dev.caxton.api.security.KeyState;
import dev.caxton.api.security.Role;
import dev.caxton.engine.store.Row;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored.
 *
 * @param hash SHA-256 of the token; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual alone
record StoredKey(
        String keyId,
        String prefix,
        byte[] hash,
        String name,
        Role role,
        List<String> agents,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsed,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    private static final String SEPARATOR = "\n";

    StoredKey {
        agents = List.copyOf(agents);
    }

    static StoredKey of(Row row) {
        String agents = row.text("agents");
        return new StoredKey(
                row.text("key_id"),
                row.text("prefix"),
                row.blob("hash"),
                row.text("name"),
                WireName.parse(Role.class, "role", row.text("role")),
                agents.isEmpty() ? List.of() : List.of(agents.split(SEPARATOR)),
                Instant.ofEpochMilli(row.integer("created_at")),
                row.text("created_by"),
                time(row.integerOrNull("expires_at")),
                time(row.integerOrNull("last_used_at")),
                time(row.integerOrNull("revoked_at")),
                row.textOrNull("revoked_by"));
    }

    /** Its columns. */
    @Nullable
    Object[] values() {
        return new @Nullable Object[] {
            keyId,
            prefix,
            hash,
            name,
            role.wireName(),
            String.join(SEPARATOR, agents),
            createdAt.toEpochMilli(),
            createdBy,
            expiresAt == null ? null : expiresAt.toEpochMilli(),
            lastUsed == null ? null : lastUsed.toEpochMilli(),
            revokedAt == null ? null : revokedAt.toEpochMilli(),
            revokedBy
        };
    }

    /** This key, used last at a time. */
    StoredKey used(@Nullable Instant at) {
        return new StoredKey(
                keyId, prefix, hash, name, role, agents, createdAt, createdBy, expiresAt, at, revokedAt, revokedBy);
    }

    /** This key, ended. */
    StoredKey revoked(Instant at, String by) {
        return new StoredKey(
                keyId, prefix, hash, name, role, agents, createdAt, createdBy, expiresAt, lastUsed, at, by);
    }

    KeyState state(Instant now) {
        return revokedAt != null
                ? KeyState.REVOKED
                : expiresAt != null && !now.isBefore(expiresAt) ? KeyState.EXPIRED : KeyState.ACTIVE;
    }

    Caller caller() {
        return new Caller("key:" + prefix + ":" + name, role, Set.copyOf(agents));
    }

    ApiKey shown(Instant now, @Nullable Instant used) {
        return new ApiKey(
                keyId,
                prefix,
                name,
                role,
                agents,
                state(now),
                createdAt,
                createdBy,
                expiresAt,
                used == null ? lastUsed : used,
                revokedAt);
    }

    private static @Nullable Instant time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "StoredKey[" + prefix + " " + name + "]";
    }
}
