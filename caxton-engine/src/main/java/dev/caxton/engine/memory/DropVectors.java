package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;

/**
 * Deletes some vectors of a model, so that they are made anew; repeat it while as many as the limit went.
 *
 * @param model name of the model
 * @param highest last row that may go, so that what was made meanwhile stays
 * @param limit rows at most
 */
record DropVectors(String model, long highest, int limit) implements Command {

    @Override
    public String kind() {
        return "drop_vectors";
    }

    @Override
    public String subject() {
        return model;
    }
}
