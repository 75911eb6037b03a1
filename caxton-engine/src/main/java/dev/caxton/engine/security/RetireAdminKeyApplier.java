package dev.caxton.engine.security;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import org.jspecify.annotations.Nullable;

/** Changes nothing but the audit trail; refuses to lock everybody out. */
final class RetireAdminKeyApplier implements Applier<RetireAdminKey> {

    @Override
    public @Nullable String apply(RetireAdminKey command, Operation operation, WriteTransaction tx) {
        if (!RevokeKeyApplier.administered(tx, AdminKey.FILE, command.at())) {
            throw RevokeKeyApplier.lastAdmin("The key in " + AdminKey.FILE);
        }
        return null;
    }
}
