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
        tx.insert(
                RELATIONS,
                command.relationId(),
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
                at,
                null);
        return WireJson.mapper()
                .createObjectNode()
                .put("relation_id", command.relationId())
                .put("from_entity", from)
                .put("to_entity", to)
                .put("created_at", at)
                .toString();
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
        Optional<Row> present = tx.find(
                RELATIONS,
                "where from_entity = ? and to_entity = ? and relation_type = ? and retracted_at is null",
                from,
                to,
                command.type());
        if (present.isPresent()) {
            throw CaxtonException.of(
                    ProblemType.ENTITY_CONFLICT,
                    "relation " + from + " " + command.type() + " " + to + " is there already as "
                            + present.get().text("relation_id"),
                    (String) null);
        }
    }

    static Relation relation(CreateRelation command, @Nullable String outcome) {
        JsonNode json = EntityOutcome.read(outcome);
        return new Relation(
                json.path("relation_id").asText(),
                json.path("from_entity").asText(),
                json.path("to_entity").asText(),
                command.type(),
                command.strength(),
                command.confidence(),
                Instant.ofEpochMilli(json.path("created_at").asLong()));
    }
}
