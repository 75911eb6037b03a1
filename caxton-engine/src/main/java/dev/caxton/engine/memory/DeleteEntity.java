package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;

/**
 * An entity is not to be there, nor its observations, relations and vectors.
 *
 * @param entityId the entity
 */
record DeleteEntity(String entityId) implements Command {

    @Override
    public String kind() {
        return "delete_entity";
    }

    @Override
    public String subject() {
        return entityId;
    }
}
