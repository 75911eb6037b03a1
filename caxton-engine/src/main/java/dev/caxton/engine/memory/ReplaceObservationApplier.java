package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.PAST_EMBEDDINGS;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes an observation back, and stores what replaces it. */
final class ReplaceObservationApplier implements Applier<ReplaceObservation> {

    @Override
    public @Nullable String apply(ReplaceObservation command, Operation operation, WriteTransaction tx) {
        Row before = GraphReads.requireObservation(tx, command.observationId());
        GraphReads.requireBelieved(before, "observation " + command.observationId());
        long at = Math.max(operation.at().toEpochMilli(), before.integer("created_at"));
        retract(tx, before, at);
        PendingObservation next = command.next();
        if (next != null) {
            insert(tx, command, next, before, at);
        }
        Row entity = GraphReads.requireById(tx, before.text("entity_id"));
        EntityVersions.next(
                tx,
                entity,
                entity.text("metadata"),
                entity.integer("valid_from"),
                entity.integerOrNull("valid_to"),
                operation);
        return null;
    }

    private static void retract(WriteTransaction tx, Row before, long at) {
        tx.update(
                OBSERVATIONS,
                before.rid(),
                before.text("observation_id"),
                before.text("entity_id"),
                before.text("content"),
                before.blob("content_hash"),
                before.text("source"),
                before.textOrNull("author"),
                before.real("confidence"),
                before.integer("created_at"),
                at,
                before.integer("valid_from"),
                before.integerOrNull("valid_to"),
                before.textOrNull("replaces"));
        TextTable.removeObservation(tx, before.rid(), before.text("content"));
        ObservationUses.delete(tx, before.text("observation_id"));
        for (Row vector : tx.select(EMBEDDINGS, "where owner_id = ?", before.text("observation_id"))) {
            tx.insert(
                    PAST_EMBEDDINGS,
                    vector.text("owner_id"),
                    vector.text("entity_id"),
                    vector.text("model"),
                    vector.integer("dimensions"),
                    vector.blob("vector"),
                    vector.integer("created_at"));
            tx.delete(EMBEDDINGS, vector.rid());
        }
    }

    private static void insert(
            WriteTransaction tx, ReplaceObservation command, PendingObservation next, Row before, long at) {
        String entityId = before.text("entity_id");
        byte[] hash = GraphWrites.hash(next.content());
        if (GraphWrites.hasObservation(tx, entityId, hash)) {
            throw CaxtonException.of(
                    ProblemType.ENTITY_CONFLICT,
                    "entity " + entityId + " has an observation with the new text already",
                    "take " + command.observationId() + " back instead");
        }
        long validFrom = Objects.requireNonNullElse(command.validFrom(), before.integer("valid_from"));
        Long validTo = command.validTo() == null ? before.integerOrNull("valid_to") : command.validTo();
        MemoryInput.checkValidity(validFrom, validTo);
        tx.insert(
                OBSERVATIONS,
                next.observationId(),
                entityId,
                next.content(),
                hash,
                command.source(),
                command.author(),
                Objects.requireNonNullElse(command.confidence(), before.real("confidence")),
                at,
                null,
                validFrom,
                validTo,
                command.observationId());
        Embedding embedding = next.embedding();
        if (embedding != null) {
            GraphWrites.addVector(
                    tx, at, OwnerKind.OBSERVATION, next.observationId(), entityId, command.model(), embedding);
        }
    }
}
