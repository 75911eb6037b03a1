package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import org.jspecify.annotations.Nullable;

/**
 * An entity is to have other values; its version before is kept.
 *
 * @param entityId the entity
 * @param metadata JSON object that replaces the one before; null keeps it
 * @param validFrom from when it is there; null keeps what is known
 * @param validTo until when; null keeps what is known
 * @param version the version that is to be closed; null for whichever it is
 */
record UpdateEntity(
        String entityId,
        @Nullable String metadata,
        @Nullable Long validFrom,
        @Nullable Long validTo,
        @Nullable Long version)
        implements Command {

    @Override
    public String kind() {
        return "update_entity";
    }

    @Override
    public String subject() {
        return entityId;
    }
}
