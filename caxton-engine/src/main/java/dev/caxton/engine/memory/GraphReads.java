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

    static CaxtonException entityNotFound(String idOrName, String expectation) {
        return CaxtonException.of(
                ProblemType.ENTITY_NOT_FOUND,
                "entity '" + MemoryInput.cut(idOrName) + "' is not in memory, " + expectation,
                "search the memory for it, or create it first");
    }

    private static boolean sees(Visibility visibility, Row entity) {
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
                row.integer("version"));
    }

    static Observation observation(Row row) {
        return new Observation(
                row.text("observation_id"),
                row.text("content"),
                row.text("source"),
                row.textOrNull("author"),
                instant(row, "created_at"));
    }

    static Relation relation(Row row) {
        return new Relation(
                row.text("relation_id"),
                row.text("from_entity"),
                row.text("to_entity"),
                row.text("relation_type"),
                row.real("strength"),
                row.real("confidence"),
                instant(row, "created_at"));
    }

    static Map<String, Object> object(String json) {
        try {
            return WireJson.mapper().readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored metadata is no JSON object", e);
        }
    }

    private static Instant instant(Row row, String column) {
        return Instant.ofEpochMilli(row.integer(column));
    }
}
