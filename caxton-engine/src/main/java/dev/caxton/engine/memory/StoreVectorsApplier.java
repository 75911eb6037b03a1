package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.PAST_EMBEDDINGS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.caxton.engine.memory.StoreVectors.OwnedVector;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Table;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;
import java.util.List;
import java.util.Optional;

/**
 * Adds vectors to texts that have none of their model, and takes those of other models away; for a text that was taken
 * back, among the vectors of the past.
 */
final class StoreVectorsApplier implements Applier<StoreVectors> {

    @Override
    public String apply(StoreVectors command, Operation operation, WriteTransaction tx) {
        ArrayNode stored = WireJson.mapper().createArrayNode();
        for (int i = 0; i < command.vectors().size(); i++) {
            OwnedVector vector = command.vectors().get(i);
            Optional<Table> table = table(tx, vector);
            if (table.isPresent() && replacesOthers(tx, table.get(), vector, command.model())) {
                add(tx, table.get(), operation.at().toEpochMilli(), vector, command.model());
                stored.add(i);
            }
        }
        return stored.toString();
    }

    private static void add(WriteTransaction tx, Table table, long at, OwnedVector vector, String model) {
        String entityId = vector.entity().entityId();
        if (table.equals(EMBEDDINGS)) {
            GraphWrites.addVector(tx, at, vector.kind(), vector.ownerId(), entityId, model, vector.embedding());
        } else {
            Embedding embedding = vector.embedding();
            tx.insert(table, vector.ownerId(), entityId, model, embedding.dimensions(), embedding.toBytes(), at);
        }
    }

    /** Deletes vectors that another model made of the text; false if the one to store is there already. */
    private static boolean replacesOthers(WriteTransaction tx, Table table, OwnedVector vector, String model) {
        record Present(long rid, boolean same) {}
        List<Present> present = tx.query(
                "select rid, model = ? and dimensions = ? from " + table.name() + " where owner_id = ?",
                row -> new Present(row.getLong(1), row.getBoolean(2)),
                model,
                vector.embedding().dimensions(),
                vector.ownerId());
        present.stream().filter(other -> !other.same()).forEach(other -> tx.delete(table, other.rid()));
        return present.stream().noneMatch(Present::same);
    }

    /** Where the vector belongs; empty if its text is gone. */
    private static Optional<Table> table(WriteTransaction tx, OwnedVector vector) {
        return switch (vector.kind()) {
            case ENTITY ->
                tx.count("select count(*) from entities where entity_id = ?", vector.ownerId()) > 0
                        ? Optional.of(EMBEDDINGS)
                        : Optional.empty();
            case OBSERVATION ->
                tx
                        .query(
                                "select retracted_at is null from observations where observation_id = ?",
                                row -> row.getBoolean(1) ? EMBEDDINGS : PAST_EMBEDDINGS,
                                vector.ownerId())
                        .stream()
                        .findFirst();
        };
    }
}
