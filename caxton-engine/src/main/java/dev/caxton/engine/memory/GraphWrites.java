package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.ENTITY_VERSIONS;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.PAST_EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Table;
import dev.caxton.engine.store.WriteTransaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes that several commands have in common. Runs on the writer thread only. */
final class GraphWrites {

    /** Rows of the vectors of an entity and its observations: there is an index of owners, none of entities. */
    static final String VECTORS_OF_ENTITY = "select rid from embeddings where owner_id = ?1 union all select v.rid from"
            + " observations o cross join embeddings v on v.owner_id = o.observation_id where o.entity_id = ?1";

    private GraphWrites() {}

    /**
     * Adds observations and their vectors.
     *
     * @param created whether the entity was created by the same command
     * @return positions of those that the entity had already
     */
    static Set<Integer> addObservations(
            WriteTransaction tx,
            Operation operation,
            String entityId,
            boolean created,
            List<PendingObservation> observations,
            String model,
            Belief belief) {
        Set<Integer> duplicates = new HashSet<>();
        Set<ByteBuffer> added = new HashSet<>();
        long at = operation.at().toEpochMilli();
        for (int i = 0; i < observations.size(); i++) {
            PendingObservation observation = observations.get(i);
            byte[] hash = observation.hash();
            // What was created just now has nothing but what was added since, and reading would write what waits.
            if (created ? !added.add(ByteBuffer.wrap(hash)) : hasObservation(tx, entityId, hash)) {
                duplicates.add(i);
                continue;
            }
            tx.append(
                    OBSERVATIONS,
                    observation.observationId(),
                    entityId,
                    observation.content(),
                    hash,
                    belief.source(),
                    belief.author(),
                    belief.confidence(),
                    at,
                    null,
                    belief.from(at),
                    belief.validTo(),
                    null);
            if (observation.embedding() != null) {
                addVector(
                        tx,
                        at,
                        OwnerKind.OBSERVATION,
                        observation.observationId(),
                        entityId,
                        model,
                        observation.embedding());
            }
        }
        return duplicates;
    }

    /** Whether an entity has a text already. */
    static boolean hasObservation(ReadTransaction tx, String entityId, byte[] hash) {
        return tx.count(
                        "select count(*) from observations"
                                + " where entity_id = ? and content_hash = ? and retracted_at is null",
                        entityId,
                        hash)
                > 0;
    }

    static void addVector(
            WriteTransaction tx,
            long at,
            OwnerKind kind,
            String ownerId,
            String entityId,
            String model,
            Embedding embedding) {
        tx.append(EMBEDDINGS, ownerId, kind.stored(), entityId, model, embedding.dimensions(), embedding.toBytes(), at);
    }

    static boolean hasVector(ReadTransaction tx, String ownerId, String model) {
        return tx.count("select count(*) from embeddings where owner_id = ? and model = ?", ownerId, model) > 0;
    }

    /**
     * Deletes an entity and everything that hangs on it. No checksum is verified, so that a damaged row can be deleted
     * too.
     *
     * @return number of relations deleted; -1 if there is no such entity
     */
    static int deleteEntity(WriteTransaction tx, String entityId) {
        tx.query(
                        "select rid, name, entity_type from entities where entity_id = ?",
                        result -> new Named(result.getLong(1), result.getString(2), result.getString(3)),
                        entityId)
                .forEach(entity -> TextTable.removeEntity(tx, entity.rid(), entity.name(), entity.type()));
        if (deleteAll(tx, ENTITIES, "select rid from entities where entity_id = ?", entityId) == 0) {
            return -1;
        }
        removeWords(tx, entityId);
        deleteAll(tx, EMBEDDINGS, VECTORS_OF_ENTITY, entityId);
        ObservationUses.deleteOfEntity(tx, entityId);
        deleteAll(tx, OBSERVATIONS, "select rid from observations where entity_id = ?", entityId);
        deleteAll(tx, PAST_EMBEDDINGS, "select rid from past_embeddings where entity_id = ?", entityId);
        deleteAll(tx, ENTITY_VERSIONS, "select rid from entity_versions where entity_id = ?", entityId);
        return deleteAll(
                tx,
                RELATIONS,
                "select rid from relations where from_entity = ? union select rid from relations where to_entity = ?",
                entityId,
                entityId);
    }

    private record Named(long rid, String name, String type) {}

    /** One text after the other, so that no more than one lies in memory. */
    private static void removeWords(WriteTransaction tx, String entityId) {
        List<Long> rids = tx.query(
                "select rid from observations where entity_id = ? and retracted_at is null",
                result -> result.getLong(1),
                entityId);
        for (long rid : rids) {
            tx.query("select content from observations where rid = ?", result -> result.getString(1), rid)
                    .forEach(content -> TextTable.removeObservation(tx, rid, content));
        }
    }

    static int deleteAll(WriteTransaction tx, Table table, String sql, Object... params) {
        List<Long> rids = tx.query(sql, result -> result.getLong(1), params);
        rids.forEach(rid -> tx.delete(table, rid));
        return rids.size();
    }

    static byte[] hash(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
