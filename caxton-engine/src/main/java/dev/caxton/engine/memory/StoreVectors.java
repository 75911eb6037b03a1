package dev.caxton.engine.memory;

import dev.caxton.engine.store.Command;
import java.util.List;

/**
 * Texts that were stored without a vector are to have one.
 *
 * @param model the vectors' model
 * @param vectors what to add; those whose text is gone, or has its vector, do not matter
 */
record StoreVectors(String model, List<OwnedVector> vectors) implements Command {

    /**
     * A vector and what it stands for.
     *
     * @param kind observation or entity
     * @param ownerId the observation's or the entity's id
     * @param entity the entity it belongs to
     * @param embedding the vector
     */
    record OwnedVector(OwnerKind kind, String ownerId, EntityFacts entity, Embedding embedding) {}

    @Override
    public String kind() {
        return "store_vectors";
    }

    @Override
    public String subject() {
        return vectors.size() + " from " + vectors.getFirst().ownerId();
    }
}
