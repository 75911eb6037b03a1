package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.Objects;

/** Takes a relation back, and stores what replaces it. */
final class ReplaceRelationApplier implements Applier<ReplaceRelation> {

    @Override
    public String apply(ReplaceRelation command, Operation operation, WriteTransaction tx) {
        Row before = GraphReads.requireRelation(tx, command.relationId());
        GraphReads.requireBelieved(before, "relation " + command.relationId());
        long at = Math.max(operation.at().toEpochMilli(), before.integer("created_at"));
        tx.update(
                RELATIONS,
                before.rid(),
                before.text("relation_id"),
                before.text("from_entity"),
                before.text("to_entity"),
                before.text("relation_type"),
                before.text("scope"),
                before.textOrNull("agent_id"),
                before.real("strength"),
                before.real("confidence"),
                before.text("metadata"),
                before.integer("created_at"),
                at,
                before.integer("valid_from"),
                before.integerOrNull("valid_to"),
                before.textOrNull("replaces"));
        if (command.nextId() != null) {
            insert(tx, command, command.nextId(), before, at);
        }
        return ChangedPlace.outcome(before)
                .put("from_entity", before.text("from_entity"))
                .put("to_entity", before.text("to_entity"))
                .toString();
    }

    private static void insert(WriteTransaction tx, ReplaceRelation command, String nextId, Row before, long at) {
        long validFrom = Objects.requireNonNullElse(command.validFrom(), before.integer("valid_from"));
        Long validTo = command.validTo() == null ? before.integerOrNull("valid_to") : command.validTo();
        MemoryInput.checkValidity(validFrom, validTo);
        tx.insert(
                RELATIONS,
                nextId,
                before.text("from_entity"),
                before.text("to_entity"),
                before.text("relation_type"),
                before.text("scope"),
                before.textOrNull("agent_id"),
                Objects.requireNonNullElse(command.strength(), before.real("strength")),
                Objects.requireNonNullElse(command.confidence(), before.real("confidence")),
                Objects.requireNonNullElse(command.metadata(), before.text("metadata")),
                at,
                null,
                validFrom,
                validTo,
                command.relationId());
    }
}
