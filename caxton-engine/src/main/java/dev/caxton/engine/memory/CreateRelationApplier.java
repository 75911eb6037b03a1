package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.Relation;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores a relation. */
final class CreateRelationApplier implements Applier<CreateRelation> {

    @Override
    public String apply(CreateRelation command, Operation operation, WriteTransaction tx) {
        String from = resolve(tx, command, "from_entity", command.from());
        String to = resolve(tx, command, "to_entity", command.to());
        requireNew(tx, command, from, to);
        long at = operation.at().toEpochMilli();
        long validFrom = command.validFrom() == null
                ? new Belief(null, command.validTo(), 1, "", null).from(at)
                : command.validFrom();
        insert(tx, command, command.relationId(), from, to, at, validFrom);
        if (command.reverseId() != null && present(tx, command, to, from).isEmpty()) {
            insert(tx, command, command.reverseId(), to, from, at, validFrom);
        }
        return WireJson.mapper()
                .createObjectNode()
                .put("relation_id", command.relationId())
                .put("from_entity", from)
                .put("to_entity", to)
                .put("created_at", at)
                .put("valid_from", validFrom)
                .toString();
    }

    private static void insert(
            WriteTransaction tx,
            CreateRelation command,
            String relationId,
            String from,
            String to,
            long at,
            long validFrom) {
        tx.insert(
                RELATIONS,
                relationId,
                from,
                to,
                command.type(),
                command.scope().wireName(),
                command.agentId(),
                command.strength(),
                command.confidence(),
                command.metadata(),
                at,
                null,
                validFrom,
                command.validTo(),
                null);
    }

    private static String resolve(WriteTransaction tx, CreateRelation command, String member, String idOrName) {
        Optional<Row> byId = GraphReads.byId(tx, idOrName);
        byId.ifPresent(row -> requireSameScope(row, command, member));
        return byId.or(() -> GraphReads.byName(tx, command.scope(), command.agentId(), idOrName))
                .map(row -> row.text("entity_id"))
                .orElseThrow(() -> GraphReads.entityNotFound(
                        idOrName, member + " expected the id or name of an entity in scope " + command.scope()));
    }

    /** An entity of another agent must not be told from one that does not exist. */
    private static void requireSameScope(Row entity, CreateRelation command, String member) {
        Visibility own = new Visibility(command.agentId(), command.scope());
        if (!own.sees(GraphReads.scope(entity), entity.textOrNull("agent_id"))) {
            throw GraphReads.entityNotFound(
                    entity.text("entity_id"), member + " expected an entity in scope " + command.scope());
        }
    }

    private static void requireNew(WriteTransaction tx, CreateRelation command, String from, String to) {
        Optional<Row> present = present(tx, command, from, to);
        if (present.isPresent()) {
            throw CaxtonException.of(
                    ProblemType.ENTITY_CONFLICT,
                    "relation " + from + " " + command.type() + " " + to + " is there already as "
                            + present.get().text("relation_id"),
                    (String) null);
        }
    }

    private static Optional<Row> present(WriteTransaction tx, CreateRelation command, String from, String to) {
        return tx.find(
                RELATIONS,
                "where from_entity = ? and to_entity = ? and relation_type = ? and retracted_at is null",
                from,
                to,
                command.type());
    }

    static Relation relation(CreateRelation command, @Nullable String outcome) {
        JsonNode json = EntityOutcome.read(outcome);
        Instant createdAt = Instant.ofEpochMilli(json.path("created_at").asLong());
        return new Relation(
                json.path("relation_id").asText(),
                json.path("from_entity").asText(),
                json.path("to_entity").asText(),
                command.type(),
                command.strength(),
                command.confidence(),
                createdAt,
                GraphReads.object(command.metadata()),
                Instant.ofEpochMilli(json.path("valid_from").asLong(createdAt.toEpochMilli())),
                GraphReads.instantOrNull(command.validTo()),
                null,
                null);
    }
}
