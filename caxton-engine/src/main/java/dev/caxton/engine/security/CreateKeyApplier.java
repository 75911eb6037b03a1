package dev.caxton.engine.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.security.KeyState;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Adds the row; refuses a name that an active key has. */
final class CreateKeyApplier implements Applier<CreateKey> {

    private final KeyRing ring;

    CreateKeyApplier(KeyRing ring) {
        this.ring = ring;
    }

    @Override
    public @Nullable String apply(CreateKey command, Operation operation, WriteTransaction tx) {
        StoredKey key = command.key();
        Instant now = key.createdAt();
        for (Row row : tx.select(KeySchema.KEYS, "where name = ? and revoked_at is null", key.name())) {
            if (StoredKey.of(row).state(now) == KeyState.ACTIVE) {
                throw CaxtonException.of(
                        ProblemType.NAME_CONFLICT,
                        "A key named '" + key.name() + "' is active, its prefix is " + row.text("prefix"),
                        "Choose another name, or revoke that key first.");
            }
        }
        tx.insert(KeySchema.KEYS, key.values());
        return null;
    }

    @Override
    public void committed(CreateKey command, @Nullable String outcome) {
        ring.add(command.key());
    }
}
