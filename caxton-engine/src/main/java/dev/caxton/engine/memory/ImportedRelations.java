package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.api.memory.MergeStrategy;
import dev.caxton.engine.memory.ImportBatch.Item;
import dev.caxton.engine.memory.transfer.TransferRecord;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the relations of an import. */
final class ImportedRelations {

    private ImportedRelations() {}

    /** False where one of its ends is not there. */
    static boolean write(
            WriteTransaction tx,
            Operation operation,
            MergeStrategy strategy,
            Item item,
            TransferRecord.Relation relation,
            ImportOutcome outcome) {
        Optional<String> from = end(tx, item, relation.from(), relation.fromName());
        Optional<String> to = end(tx, item, relation.to(), relation.toName());
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        Optional<Row> sameId =
                relation.id() == null ? Optional.empty() : tx.find(RELATIONS, "where relation_id = ?", relation.id());
        boolean itself = sameId.isPresent()
                && sameId.get().text("from_entity").equals(from.get())
                && sameId.get().text("to_entity").equals(to.get());
        String id = relation.id() == null || sameId.isPresent() ? item.ids().getFirst() : relation.id();
        if (relation.retractedAt() != null) {
            if (itself) {
                outcome.relationsSkipped++;
            } else {
                insert(tx, operation, item, relation, id, from.get(), to.get(), relation.replaces());
                outcome.relations++;
            }
            return true;
        }
        Optional<Row> present = tx.find(
                RELATIONS,
                "where from_entity = ? and to_entity = ? and relation_type = ? and retracted_at is null",
                from.get(),
                to.get(),
                relation.type().strip());
        if (present.isEmpty()) {
            insert(tx, operation, item, relation, id, from.get(), to.get(), relation.replaces());
            outcome.relations++;
            return true;
        }
        if (strategy == MergeStrategy.ERROR_ON_CONFLICT) {
            ImportBatchApplier.refuse(
                    "", "relation is there already as " + present.get().text("relation_id"));
        }
        outcome.resolved++;
        if (strategy == MergeStrategy.SKIP_EXISTING || says(present.get(), relation)) {
            outcome.relationsSkipped++;
            return true;
        }
        takeBack(tx, operation, present.get());
        insert(
                tx,
                operation,
                item,
                relation,
                id,
                from.get(),
                to.get(),
                present.get().text("relation_id"));
        outcome.relationsUpdated++;
        return true;
    }

    /** The entity of this id in the scope, else of this name; an id is also tried as a name, as other programs write. */
    static Optional<String> end(ReadTransaction tx, Item item, String idOrName, @Nullable String name) {
        Visibility own = new Visibility(item.agentId(), item.scope());
        Optional<Row> byId = GraphReads.byId(tx, idOrName)
                .filter(row -> own.sees(GraphReads.scope(row), row.textOrNull("agent_id")));
        return byId.or(() ->
                        GraphReads.byName(tx, item.scope(), item.agentId(), (name == null ? idOrName : name).strip()))
                .map(row -> row.text("entity_id"));
    }

    /** Whether what the record says of it is what is known; what it does not say does not matter. */
    private static boolean says(Row present, TransferRecord.Relation relation) {
        return (relation.strength() == null || relation.strength() == present.real("strength"))
                && (relation.confidence() == null || relation.confidence() == present.real("confidence"))
                && (relation.metadata().equals("{}")
                        || EntityOutcome.read(relation.metadata()).equals(EntityOutcome.read(present.text("metadata"))))
                && (relation.validFrom() == null || relation.validFrom() == present.integer("valid_from"))
                && (relation.validTo() == null || relation.validTo().equals(present.integerOrNull("valid_to")));
    }

    private static void takeBack(WriteTransaction tx, Operation operation, Row present) {
        tx.update(
                RELATIONS,
                present.rid(),
                present.text("relation_id"),
                present.text("from_entity"),
                present.text("to_entity"),
                present.text("relation_type"),
                present.text("scope"),
                present.textOrNull("agent_id"),
                present.real("strength"),
                present.real("confidence"),
                present.text("metadata"),
                present.integer("created_at"),
                Math.max(operation.at().toEpochMilli(), present.integer("created_at")),
                present.integer("valid_from"),
                present.integerOrNull("valid_to"),
                present.textOrNull("replaces"));
    }

    private static void insert(
            WriteTransaction tx,
            Operation operation,
            Item item,
            TransferRecord.Relation relation,
            String id,
            String from,
            String to,
            @Nullable String replaces) {
        long created =
                Objects.requireNonNullElse(relation.createdAt(), operation.at().toEpochMilli());
        tx.insert(
                RELATIONS,
                id,
                from,
                to,
                relation.type().strip(),
                item.scope().wireName(),
                item.agentId(),
                Objects.requireNonNullElse(relation.strength(), 0.5),
                Objects.requireNonNullElse(relation.confidence(), 1.0),
                relation.metadata(),
                created,
                relation.retractedAt(),
                new Belief(relation.validFrom(), relation.validTo(), 1, "", null).from(created),
                relation.validTo(),
                replaces);
    }
}
