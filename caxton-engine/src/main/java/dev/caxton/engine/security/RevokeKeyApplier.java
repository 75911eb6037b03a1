package dev.caxton.engine.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.KeyState;
import dev.caxton.api.security.Role;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates the end of a key; refuses to lock everybody out. */
final class RevokeKeyApplier implements Applier<RevokeKey> {

    private final KeyRing ring;

    RevokeKeyApplier(KeyRing ring) {
        this.ring = ring;
    }

    @Override
    public @Nullable String apply(RevokeKey command, Operation operation, WriteTransaction tx) {
        Row row = tx.find(KeySchema.KEYS, "where key_id = ?", command.keyId())
                .orElseThrow(() -> KeyService.unknown(command.keyId()));
        StoredKey key = StoredKey.of(row);
        if (key.revokedAt() != null) {
            return null;
        }
        boolean administers = key.role() == Role.ADMIN && key.state(command.at()) == KeyState.ACTIVE;
        if (administers && !command.spare() && !administered(tx, command.keyId(), command.at())) {
            throw lastAdmin("Key " + key.prefix() + " ('" + key.name() + "')");
        }
        StoredKey ended = key.revoked(command.at(), operation.actor());
        tx.update(KeySchema.KEYS, row.rid(), ended.values());
        return operation.actor();
    }

    /** Whether an admin's key other than this one is active. */
    static boolean administered(ReadTransaction tx, String exceptKeyId, Instant at) {
        List<Row> admins = tx.select(KeySchema.KEYS, "where role = ? and revoked_at is null", Role.ADMIN.wireName());
        return admins.stream()
                .map(StoredKey::of)
                .anyMatch(other -> !other.keyId().equals(exceptKeyId) && other.state(at) == KeyState.ACTIVE);
    }

    static CaxtonException lastAdmin(String subject) {
        return CaxtonException.of(
                ProblemType.LAST_ADMIN_KEY,
                subject + " is the last with which this server can be administered",
                "Create another first: 'caxton keys create <name> --role admin'.");
    }

    @Override
    public void committed(RevokeKey command, @Nullable String outcome) {
        if (outcome != null) {
            ring.revoked(command.prefix(), command.at(), outcome);
        }
    }
}
