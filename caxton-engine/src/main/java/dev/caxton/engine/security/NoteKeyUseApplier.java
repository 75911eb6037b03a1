package dev.caxton.engine.security;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import org.jspecify.annotations.Nullable;

/** Dates the key's row, if it is still there. */
final class NoteKeyUseApplier implements Applier<NoteKeyUse> {

    @Override
    public @Nullable String apply(NoteKeyUse command, Operation operation, WriteTransaction tx) {
        Row row = tx.find(KeySchema.KEYS, "where key_id = ?", command.keyId()).orElse(null);
        if (row != null) {
            tx.update(
                    KeySchema.KEYS,
                    row.rid(),
                    StoredKey.of(row).used(command.at()).values());
        }
        return null;
    }
}
