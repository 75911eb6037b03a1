package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.PAST_EMBEDDINGS;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletes what is to be forgotten, and squeezes its words out of the full-text index. */
final class ForgetApplier implements Applier<Forget> {

    private final MemoryIndex index;

    ForgetApplier(MemoryIndex index) {
        this.index = index;
    }

    @Override
    public String apply(Forget command, Operation operation, WriteTransaction tx) {
        Forgotten forgotten = command.id().startsWith("obs_")
                ? observations(tx, versions(tx, GraphReads.requireObservation(tx, command.id())), operation)
                : entity(tx, GraphReads.requireById(tx, command.id()));
        TextTable.squeeze(tx);
        return forgotten.toJson();
    }

    private static Forgotten entity(WriteTransaction tx, Row entity) {
        String entityId = entity.text("entity_id");
        List<String> observations = tx.query(
                "select observation_id from observations where entity_id = ?", row -> row.getString(1), entityId);
        long vectors = tx.count("select count(*) from (" + GraphWrites.VECTORS_OF_ENTITY + ")", entityId)
                + tx.count("select count(*) from past_embeddings where entity_id = ?", entityId);
        int relations = GraphWrites.deleteEntity(tx, entityId);
        return new Forgotten(
                entityId, GraphReads.scope(entity), entity.textOrNull("agent_id"), 1, observations, relations, (int)
                        vectors);
    }

    /** An observation, what it replaced, what replaced it, and so on. */
    static List<Row> versions(dev.caxton.engine.store.ReadTransaction tx, Row start) {
        Map<String, Row> found = new LinkedHashMap<>();
        Deque<Row> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Row row = open.pop();
            if (found.putIfAbsent(row.text("observation_id"), row) == null) {
                String replaced = row.textOrNull("replaces");
                if (replaced != null) {
                    tx.find(OBSERVATIONS, "where observation_id = ?", replaced).ifPresent(open::add);
                }
                open.addAll(tx.select(OBSERVATIONS, "where replaces = ?", row.text("observation_id")));
            }
        }
        return List.copyOf(found.values());
    }

    private static Forgotten observations(WriteTransaction tx, List<Row> rows, Operation operation) {
        int vectors = 0;
        for (Row row : rows) {
            String id = row.text("observation_id");
            if (row.integerOrNull("retracted_at") == null) {
                TextTable.removeObservation(tx, row.rid(), row.text("content"));
            }
            tx.delete(OBSERVATIONS, row.rid());
            ObservationUses.delete(tx, id);
            vectors += GraphWrites.deleteAll(tx, EMBEDDINGS, "select rid from embeddings where owner_id = ?", id);
            vectors += GraphWrites.deleteAll(
                    tx, PAST_EMBEDDINGS, "select rid from past_embeddings where owner_id = ?", id);
        }
        Row entity = GraphReads.requireById(tx, rows.getFirst().text("entity_id"));
        EntityVersions.next(
                tx,
                entity,
                entity.text("metadata"),
                entity.integer("valid_from"),
                entity.integerOrNull("valid_to"),
                operation);
        return new Forgotten(
                entity.text("entity_id"),
                GraphReads.scope(entity),
                entity.textOrNull("agent_id"),
                0,
                rows.stream().map(row -> row.text("observation_id")).toList(),
                0,
                vectors);
    }

    @Override
    public void committed(Forget command, @Nullable String outcome) {
        Forgotten forgotten = Forgotten.parse(outcome);
        if (forgotten.entities() > 0) {
            index.remove(forgotten.entityId());
        }
    }
}
