package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;

/**
 * An entity, or an observation with all versions of it, is to leave no trace in the file.
 *
 * @param id id of the entity or of one of the observations
 */
record Forget(String id) implements Command {

    @Override
    public String kind() {
        return "forget";
    }

    @Override
    public String subject() {
        return id;
    }
}
