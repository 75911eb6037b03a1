package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.ENTITY_VERSIONS;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.engine.memory.ImportBatch.Item;
import dev.caxton.engine.memory.transfer.TransferRecord;
import dev.caxton.engine.memory.transfer.TransferRecord.Fact;
import dev.caxton.engine.memory.transfer.TransferRecord.Vector;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a batch of an import. */
final class ImportBatchApplier implements Applier<ImportBatch> {

    /** A record that cannot be written as it is. */
    private static final class Refused extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final String path;

        Refused(String path, String message) {
            super(message, null, false, false);
            this.path = path;
        }
    }

    @Override
    public String apply(ImportBatch batch, Operation operation, WriteTransaction tx) {
        ImportOutcome outcome = new ImportOutcome();
        for (int place = 0; place < batch.items().size(); place++) {
            Item item = batch.items().get(place);
            try {
                switch (item.record()) {
                    case TransferRecord.Entity entity -> entity(tx, operation, batch, item, entity, outcome);
                    case TransferRecord.Relation relation -> {
                        if (!ImportedRelations.write(tx, operation, batch.strategy(), item, relation, outcome)) {
                            outcome.unresolved.add(place);
                        }
                    }
                    case TransferRecord.Header header -> {}
                    case TransferRecord.End end -> {}
                }
            } catch (Refused e) {
                String message = String.valueOf(e.getMessage());
                if (!batch.tolerant()) {
                    throw CaxtonException.of(
                            ProblemType.ENTITY_CONFLICT,
                            "line " + item.line() + ": " + message,
                            List.of(new Violation(
                                    item.path() + e.path,
                                    Math.toIntExact(Math.min(item.line(), Integer.MAX_VALUE)),
                                    null,
                                    message,
                                    null)));
                }
                outcome.conflicts.add(new ImportOutcome.Conflict(place, e.path, message));
            }
        }
        return outcome.toJson();
    }

    static void refuse(String path, String message) {
        throw new Refused(path, message);
    }

    private void entity(
            WriteTransaction tx,
            Operation operation,
            ImportBatch batch,
            Item item,
            TransferRecord.Entity entity,
            ImportOutcome outcome) {
        String name = entity.name().strip();
        Optional<Row> present = GraphReads.byName(tx, item.scope(), item.agentId(), name);
        if (present.isEmpty()) {
            String entityId = freeId(tx, item, entity);
            insert(tx, operation, batch, item, entity, name, entityId);
            outcome.created++;
            outcome.observations += facts(tx, operation, batch, item, entity, entityId);
            return;
        }
        Row row = present.get();
        boolean goesOn = entity.continued() && row.text("entity_id").equals(entity.id());
        if (!row.text("entity_type").equals(entity.type().strip())) {
            refuse(
                    ".entity_type",
                    "entity '" + MemoryInput.cut(name) + "' has type '" + row.text("entity_type") + "' here, not '"
                            + MemoryInput.cut(entity.type()) + "'");
        }
        if (!goesOn) {
            if (batch.strategy() == MergeStrategy.ERROR_ON_CONFLICT) {
                refuse("", "entity '" + MemoryInput.cut(name) + "' is there already as " + row.text("entity_id"));
            }
            outcome.resolved++;
            if (batch.strategy() == MergeStrategy.SKIP_EXISTING) {
                outcome.skipped++;
                return;
            }
        }
        long added = facts(tx, operation, batch, item, entity, row.text("entity_id"));
        outcome.observations += added;
        if (goesOn) {
            return;
        }
        long before = row.integer("version");
        CreateEntityApplier.extend(tx, row, entity.metadata(), added > 0, operation);
        boolean changed = GraphReads.requireById(tx, row.text("entity_id")).integer("version") != before;
        outcome.updated += changed ? 1 : 0;
        outcome.skipped += changed ? 0 : 1;
    }

    /** The record's id, where nobody else has it; in another scope the same id may be that of the original. */
    private static String freeId(WriteTransaction tx, Item item, TransferRecord.Entity entity) {
        if (entity.id() == null) {
            return item.ids().getFirst();
        }
        Optional<Row> taken = GraphReads.byId(tx, entity.id());
        if (taken.isEmpty()) {
            return entity.id();
        }
        boolean sameScope = GraphReads.scope(taken.get()) == item.scope()
                && Objects.equals(taken.get().textOrNull("agent_id"), item.agentId());
        if (sameScope) {
            refuse(
                    ".entity_id",
                    entity.id() + " is the id of '"
                            + MemoryInput.cut(taken.get().text("name")) + "' here");
        }
        return item.ids().getFirst();
    }

    private void insert(
            WriteTransaction tx,
            Operation operation,
            ImportBatch batch,
            Item item,
            TransferRecord.Entity entity,
            String name,
            String entityId) {
        long at = operation.at().toEpochMilli();
        long created = Objects.requireNonNullElse(entity.createdAt(), at);
        long rid = tx.insert(
                ENTITIES,
                entityId,
                name,
                entity.type().strip(),
                item.scope().wireName(),
                item.agentId(),
                entity.metadata(),
                Objects.requireNonNullElse(entity.version(), 1L),
                created,
                Math.max(created, Objects.requireNonNullElse(entity.updatedAt(), created)),
                new Belief(entity.validFrom(), entity.validTo(), 1, "", null).from(created),
                entity.validTo());
        TextTable.addEntity(tx, rid, name, entity.type().strip());
        for (TransferRecord.Version version : entity.versions()) {
            if (entity.version() != null && version.version() < entity.version()) {
                tx.insert(
                        ENTITY_VERSIONS,
                        entityId,
                        version.version(),
                        version.metadata(),
                        version.validFrom(),
                        version.validTo(),
                        version.recordedAt(),
                        version.supersededAt());
            }
        }
        vector(tx, batch, at, OwnerKind.ENTITY, entityId, entityId, entity.vector());
    }

    private static long facts(
            WriteTransaction tx,
            Operation operation,
            ImportBatch batch,
            Item item,
            TransferRecord.Entity entity,
            String entityId) {
        long added = 0;
        long at = operation.at().toEpochMilli();
        for (int i = 0; i < entity.observations().size(); i++) {
            Fact fact = entity.observations().get(i);
            byte[] hash = GraphWrites.hash(fact.content());
            boolean idTaken = fact.id() != null
                    && tx.count("select count(*) from observations where observation_id = ?", fact.id()) > 0;
            boolean believed = fact.retractedAt() == null;
            boolean there = believed
                    ? GraphWrites.hasObservation(tx, entityId, hash)
                    : idTaken
                            && tx.count(
                                            "select count(*) from observations where observation_id = ? and entity_id"
                                                    + " = ?",
                                            fact.id(),
                                            entityId)
                                    > 0;
            if (there) {
                continue;
            }
            String factId = fact.id() == null || idTaken ? item.ids().get(i + 1) : fact.id();
            long created = Objects.requireNonNullElse(fact.createdAt(), at);
            long rid = tx.insert(
                    OBSERVATIONS,
                    factId,
                    entityId,
                    fact.content(),
                    hash,
                    Objects.requireNonNullElse(fact.source(), "import"),
                    fact.author(),
                    Objects.requireNonNullElse(fact.confidence(), 1.0),
                    created,
                    fact.retractedAt(),
                    new Belief(fact.validFrom(), fact.validTo(), 1, "", null).from(created),
                    fact.validTo(),
                    fact.replaces());
            added++;
            if (believed) {
                TextTable.addObservation(tx, rid, fact.content());
                vector(tx, batch, at, OwnerKind.OBSERVATION, factId, entityId, fact.vector());
            }
        }
        return added;
    }

    /** Takes a vector over where it is of the model that is in use; the others are made in the background. */
    private static void vector(
            WriteTransaction tx,
            ImportBatch batch,
            long at,
            OwnerKind kind,
            String ownerId,
            String entityId,
            @Nullable Vector vector) {
        if (vector != null
                && vector.model().equals(batch.model())
                && vector.values().length == batch.dimensions()
                && isOfLengthOne(vector.values())) {
            GraphWrites.addVector(tx, at, kind, ownerId, entityId, batch.model(), Embedding.of(vector.values()));
        }
    }

    private static boolean isOfLengthOne(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.abs(squares - 1) < 1e-3;
    }
}
