package dev.caxton.engine.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.caxton.engine.memory.StoreVectors.OwnedVector;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;
import org.jspecify.annotations.Nullable;

/** Adds vectors to texts that were stored without. */
final class StoreVectorsApplier implements Applier<StoreVectors> {

    private final MemoryIndex index;

    StoreVectorsApplier(MemoryIndex index) {
        this.index = index;
    }

    @Override
    public String apply(StoreVectors command, Operation operation, WriteTransaction tx) {
        ArrayNode stored = WireJson.mapper().createArrayNode();
        for (int i = 0; i < command.vectors().size(); i++) {
            OwnedVector vector = command.vectors().get(i);
            if (isThere(tx, vector) && !GraphWrites.hasVector(tx, vector.ownerId(), command.model())) {
                GraphWrites.addVector(
                        tx,
                        operation.at().toEpochMilli(),
                        vector.kind(),
                        vector.ownerId(),
                        vector.entity().entityId(),
                        command.model(),
                        vector.embedding());
                stored.add(i);
            }
        }
        return stored.toString();
    }

    private static boolean isThere(WriteTransaction tx, OwnedVector vector) {
        return switch (vector.kind()) {
            case ENTITY -> tx.count("select count(*) from entities where entity_id = ?", vector.ownerId()) > 0;
            case OBSERVATION ->
                tx.count(
                                "select count(*) from observations where observation_id = ? and retracted_at is null",
                                vector.ownerId())
                        > 0;
        };
    }

    @Override
    public void committed(StoreVectors command, @Nullable String outcome) {
        for (JsonNode position : EntityOutcome.read(outcome)) {
            OwnedVector vector = command.vectors().get(position.asInt());
            index.vectors().add(vector.entity(), vector.ownerId(), vector.embedding());
        }
    }
}
