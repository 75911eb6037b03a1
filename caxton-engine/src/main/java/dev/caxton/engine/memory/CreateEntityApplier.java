package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.Set;

/** Stores an entity or extends it. */
final class CreateEntityApplier implements Applier<CreateEntity> {

    private final KnownNames names;

    CreateEntityApplier(KnownNames names) {
        this.names = names;
    }

    @Override
    public String apply(CreateEntity command, Operation operation, WriteTransaction tx) {
        EntityFacts facts = command.facts();
        if (insertIfAbsent(command, operation, tx)) {
            Set<Integer> duplicates = GraphWrites.addObservations(
                    tx, operation, facts.entityId(), true, command.observations(), command.model(), command.belief());
            return created(command, operation, duplicates).toJson();
        }
        Row present = GraphReads.byName(tx, facts.scope(), facts.agentId(), command.name())
                .orElseThrow();
        requireSameType(present, command);
        String entityId = present.text("entity_id");
        Set<Integer> duplicates = GraphWrites.addObservations(
                tx, operation, entityId, false, command.observations(), command.model(), command.belief());
        boolean added = duplicates.size() < command.observations().size();
        extend(tx, present, command.metadata(), added, operation);
        return outcome(tx, entityId, false, duplicates, isEmbedded(command, false))
                .toJson();
    }

    private static void requireSameType(Row present, CreateEntity command) {
        String type = present.text("entity_type");
        if (!type.equals(command.facts().entityType())) {
            throw CaxtonException.of(
                    ProblemType.ENTITY_CONFLICT,
                    "entity '" + MemoryInput.cut(command.name()) + "' has type '" + type + "', not '"
                            + command.facts().entityType() + "'",
                    "use its type, or another name; it is " + present.text("entity_id"));
        }
    }

    /** False where there is one of this name. */
    private boolean insertIfAbsent(CreateEntity command, Operation operation, WriteTransaction tx) {
        long at = operation.at().toEpochMilli();
        EntityFacts facts = command.facts();
        // Those that were committed a moment ago and not told yet are known too.
        boolean known = names.note(facts.scope(), facts.agentId(), command.name());
        boolean inserted = tx.insertIfAbsent(
                ENTITIES,
                "scope, coalesce(agent_id, ''), name",
                !known,
                facts.entityId(),
                command.name(),
                facts.entityType(),
                facts.scope().wireName(),
                facts.agentId(),
                command.metadata(),
                1L,
                at,
                at,
                command.belief().from(at),
                command.belief().validTo());
        if (inserted && command.embedding() != null) {
            GraphWrites.addVector(
                    tx, at, OwnerKind.ENTITY, facts.entityId(), facts.entityId(), command.model(), command.embedding());
        }
        return inserted;
    }

    /** Counts the version up if anything is new. */
    static void extend(WriteTransaction tx, Row present, String metadata, boolean added, Operation operation) {
        JsonNode before = EntityOutcome.read(present.text("metadata"));
        ObjectNode after = before.deepCopy();
        EntityOutcome.read(metadata).properties().forEach(member -> after.set(member.getKey(), member.getValue()));
        if (!added && after.equals(before)) {
            return;
        }
        EntityVersions.next(
                tx,
                present,
                after.toString(),
                present.integer("valid_from"),
                present.integerOrNull("valid_to"),
                operation);
    }

    /** What was stored just now need not be read. */
    private static EntityOutcome created(CreateEntity command, Operation operation, Set<Integer> duplicates) {
        long at = operation.at().toEpochMilli();
        return new EntityOutcome(
                command.facts().entityId(),
                true,
                at,
                at,
                1,
                command.observations().size() - duplicates.size(),
                duplicates,
                isEmbedded(command, true));
    }

    private static boolean isEmbedded(CreateEntity command, boolean created) {
        return (!created || command.embedding() != null)
                && command.observations().stream().allMatch(observation -> observation.embedding() != null);
    }

    static EntityOutcome outcome(
            WriteTransaction tx, String entityId, boolean created, Set<Integer> duplicates, boolean embedded) {
        Row row = GraphReads.requireById(tx, entityId);
        return new EntityOutcome(
                entityId,
                created,
                row.integer("created_at"),
                row.integer("updated_at"),
                row.integer("version"),
                (int) GraphReads.observationCount(tx, entityId),
                duplicates,
                embedded);
    }
}
