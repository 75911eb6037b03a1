package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.ENTITY_VERSIONS;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.PAST_EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.engine.memory.upkeep.RemoveExpired;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.WriteTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@link RemoveExpired}. The rows are looked for anew, so what was renewed meanwhile stays. The outcome is how many
 * were removed, followed by the ids of entities among them.
 */
final class RemoveExpiredApplier implements Applier<RemoveExpired> {

    private final MemoryIndex index;

    RemoveExpiredApplier(MemoryIndex index) {
        this.index = index;
    }

    private record Told(String observationId, String content, boolean believed) {}

    @Override
    public String apply(RemoveExpired command, Operation operation, WriteTransaction tx) {
        List<Object> parameters = new ArrayList<>(command.parameters());
        parameters.add(command.limit());
        List<Long> rids = tx.query(command.expired().sql(), result -> result.getLong(1), parameters.toArray());
        List<String> outcome = new ArrayList<>();
        outcome.add(String.valueOf(rids.size()));
        for (long rid : rids) {
            switch (command.expired()) {
                case RELATIONS -> tx.delete(RELATIONS, rid);
                case ENTITY_VERSIONS -> tx.delete(ENTITY_VERSIONS, rid);
                case OBSERVATIONS, FADED, FADED_UNUSED -> deleteObservation(tx, rid);
                case ENTITIES -> outcome.addAll(deleteEntity(tx, rid));
            }
        }
        return String.join(" ", outcome);
    }

    @Override
    public void committed(RemoveExpired command, @Nullable String outcome) {
        List<String> words = List.of(Objects.requireNonNullElse(outcome, "0").split(" "));
        words.subList(1, words.size()).forEach(index::remove);
    }

    /** How many rows went, as an outcome says. */
    static long rows(@Nullable String outcome) {
        return Long.parseLong(Objects.requireNonNullElse(outcome, "0").split(" ", 2)[0]);
    }

    private static void deleteObservation(WriteTransaction tx, long rid) {
        tx.query(
                        "select observation_id, content, retracted_at is null from observations where rid = ?",
                        result -> new Told(result.getString(1), result.getString(2), result.getBoolean(3)),
                        rid)
                .forEach(told -> {
                    if (told.believed()) {
                        TextTable.removeObservation(tx, rid, told.content());
                    }
                    ObservationUses.delete(tx, told.observationId());
                    GraphWrites.deleteAll(
                            tx, EMBEDDINGS, "select rid from embeddings where owner_id = ?", told.observationId());
                    GraphWrites.deleteAll(
                            tx,
                            PAST_EMBEDDINGS,
                            "select rid from past_embeddings where owner_id = ?",
                            told.observationId());
                });
        tx.delete(OBSERVATIONS, rid);
    }

    private static List<String> deleteEntity(WriteTransaction tx, long rid) {
        List<String> ids = tx.query("select entity_id from entities where rid = ?", result -> result.getString(1), rid);
        ids.forEach(id -> GraphWrites.deleteEntity(tx, id));
        return ids;
    }
}
