package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.caxton.engine.memory.StoreVectors.OwnedVector;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;
import java.util.List;

/** Adds vectors to texts that have none of their model, and takes those of other models away. */
final class StoreVectorsApplier implements Applier<StoreVectors> {

    @Override
    public String apply(StoreVectors command, Operation operation, WriteTransaction tx) {
        ArrayNode stored = WireJson.mapper().createArrayNode();
        for (int i = 0; i < command.vectors().size(); i++) {
            OwnedVector vector = command.vectors().get(i);
            if (isThere(tx, vector) && replacesOthers(tx, vector, command.model())) {
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

    /** Deletes vectors that another model made of the text; false if the one to store is there already. */
    private static boolean replacesOthers(WriteTransaction tx, OwnedVector vector, String model) {
        record Present(long rid, boolean same) {}
        List<Present> present = tx.query(
                "select rid, model = ? and dimensions = ? from embeddings where owner_id = ?",
                row -> new Present(row.getLong(1), row.getBoolean(2)),
                model,
                vector.embedding().dimensions(),
                vector.ownerId());
        present.stream().filter(other -> !other.same()).forEach(other -> tx.delete(EMBEDDINGS, other.rid()));
        return present.stream().noneMatch(Present::same);
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
}
