package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.Entity;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.Observation;
import dev.caxton.api.memory.Relation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Row;
import dev.caxton.wire.WireJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of the graph by id and name, and its rows as values. */
final class GraphReads {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private GraphReads() {}

    static Optional<Row> byId(ReadTransaction tx, String entityId) {
        return tx.find(ENTITIES, "where entity_id = ?", entityId);
    }

    static Row requireById(ReadTransaction tx, String entityId) {
        return byId(tx, entityId).orElseThrow(() -> entityNotFound(entityId, "expected the id of an entity"));
    }

    static Optional<Row> byName(ReadTransaction tx, MemoryScope scope, @Nullable String owner, String name) {
        return tx.find(
                ENTITIES,
                "where scope = ? and coalesce(agent_id, '') = ? and name = ?",
                scope.wireName(),
                owner == null ? "" : owner,
                name);
    }

    /** The entity of this id, or of this name in the narrowest scope that has it, among those that are seen. */
    static Row requireVisible(ReadTransaction tx, Visibility visibility, String idOrName) {
        Optional<Row> byId = byId(tx, idOrName).filter(row -> sees(visibility, row));
        return byId.or(() -> visibility.scopes().stream()
                        .flatMap(scope -> byName(tx, scope, visibility.ownerIn(scope), idOrName).stream())
                        .findFirst())
                .orElseThrow(() ->
                        entityNotFound(idOrName, "expected the id or name of an entity in " + visibility.scopes()));
    }

    /** The entity of an id, for someone who may see it; null sees everything. */
    static Row requireById(ReadTransaction tx, @Nullable Visibility visibility, String entityId) {
        return byId(tx, entityId)
                .filter(row -> visibility == null || sees(visibility, row))
                .orElseThrow(() -> entityNotFound(entityId, "expected the id of an entity"));
    }

    static Row requireObservation(ReadTransaction tx, String observationId) {
        return tx.find(OBSERVATIONS, "where observation_id = ?", observationId)
                .orElseThrow(() -> notFound("observation", observationId));
    }

    /** The observation of an id, for someone who may see its entity; null sees everything. */
    static Row requireObservation(ReadTransaction tx, @Nullable Visibility visibility, String observationId) {
        Row row = requireObservation(tx, observationId);
        if (visibility != null
                && byId(tx, row.text("entity_id"))
                        .filter(entity -> sees(visibility, entity))
                        .isEmpty()) {
            throw notFound("observation", observationId);
        }
        return row;
    }

    static Row requireRelation(ReadTransaction tx, String relationId) {
        return tx.find(RELATIONS, "where relation_id = ?", relationId)
                .orElseThrow(() -> notFound("relation", relationId));
    }

    /** The relation of an id, for someone who may see it; null sees everything. */
    static Row requireRelation(ReadTransaction tx, @Nullable Visibility visibility, String relationId) {
        Row row = requireRelation(tx, relationId);
        if (visibility != null && !sees(visibility, row)) {
            throw notFound("relation", relationId);
        }
        return row;
    }

    static void requireBelieved(Row row, String what) {
        Long retractedAt = row.integerOrNull("retracted_at");
        if (retractedAt != null) {
            throw CaxtonException.of(
                    ProblemType.ENTITY_CONFLICT,
                    what + " was taken back at " + Instant.ofEpochMilli(retractedAt)
                            + ", expected one that is believed",
                    "read the entity's history for what replaced it");
        }
    }

    private static CaxtonException notFound(String what, String id) {
        return CaxtonException.of(
                ProblemType.ENTITY_NOT_FOUND,
                what + " '" + MemoryInput.cut(id) + "' is not in memory, expected the id of one",
                "read the entity for the ids of its observations and relations");
    }

    static CaxtonException entityNotFound(String idOrName, String expectation) {
        return CaxtonException.of(
                ProblemType.ENTITY_NOT_FOUND,
                "entity '" + MemoryInput.cut(idOrName) + "' is not in memory, " + expectation,
                "search the memory for it, or create it first");
    }

    static boolean sees(Visibility visibility, Row entity) {
        return visibility.sees(scope(entity), entity.textOrNull("agent_id"));
    }

    static List<Row> observations(ReadTransaction tx, String entityId, int limit) {
        return tx.select(
                OBSERVATIONS, "where entity_id = ? and retracted_at is null order by rid limit ?", entityId, limit);
    }

    static long observationCount(ReadTransaction tx, String entityId) {
        return tx.count("select count(*) from observations where entity_id = ? and retracted_at is null", entityId);
    }

    static List<Row> relationsFrom(ReadTransaction tx, String entityId, int limit) {
        return tx.select(
                RELATIONS, "where from_entity = ? and retracted_at is null order by rid limit ?", entityId, limit);
    }

    static List<Row> relationsTo(ReadTransaction tx, String entityId, int limit) {
        return tx.select(
                RELATIONS, "where to_entity = ? and retracted_at is null order by rid limit ?", entityId, limit);
    }

    static EntityFacts facts(Row entity) {
        return new EntityFacts(
                entity.text("entity_id"), entity.text("entity_type"), scope(entity), entity.textOrNull("agent_id"));
    }

    static MemoryScope scope(Row row) {
        return WireName.parse(MemoryScope.class, "scope", row.text("scope"));
    }

    static Entity entity(Row row, List<Row> observations) {
        return new Entity(
                row.text("entity_id"),
                row.text("name"),
                row.text("entity_type"),
                observations.stream().map(GraphReads::observation).toList(),
                scope(row),
                row.textOrNull("agent_id"),
                object(row.text("metadata")),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                row.integer("version"),
                instant(row, "valid_from"),
                instantOrNull(row.integerOrNull("valid_to")));
    }

    static Observation observation(Row row) {
        return new Observation(
                row.text("observation_id"),
                row.text("content"),
                row.text("source"),
                row.textOrNull("author"),
                instant(row, "created_at"),
                row.real("confidence"),
                instant(row, "valid_from"),
                instantOrNull(row.integerOrNull("valid_to")),
                instantOrNull(row.integerOrNull("retracted_at")),
                row.textOrNull("replaces"),
                null);
    }

    static Relation relation(Row row) {
        return new Relation(
                row.text("relation_id"),
                row.text("from_entity"),
                row.text("to_entity"),
                row.text("relation_type"),
                row.real("strength"),
                row.real("confidence"),
                instant(row, "created_at"),
                object(row.text("metadata")),
                instant(row, "valid_from"),
                instantOrNull(row.integerOrNull("valid_to")),
                instantOrNull(row.integerOrNull("retracted_at")),
                row.textOrNull("replaces"));
    }

    static Map<String, Object> object(String json) {
        try {
            return WireJson.mapper().readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored metadata is no JSON object", e);
        }
    }

    static @Nullable Instant instantOrNull(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static Instant instant(Row row, String column) {
        return Instant.ofEpochMilli(row.integer(column));
    }
}
