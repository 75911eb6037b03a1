package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.EMBEDDINGS;
import static dev.caxton.engine.memory.MemorySchema.ENTITIES;
import static dev.caxton.engine.memory.MemorySchema.OBSERVATIONS;
import static dev.caxton.engine.memory.MemorySchema.RELATIONS;

import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.Table;
import dev.caxton.engine.store.WriteTransaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes that several commands have in common. Runs on the writer thread only. */
final class GraphWrites {

    private GraphWrites() {}

    /**
     * Adds observations and their vectors.
     *
     * @return positions of those that the entity had already
     */
    static Set<Integer> addObservations(
            WriteTransaction tx,
            Operation operation,
            String entityId,
            List<PendingObservation> observations,
            String model,
            String source,
            @Nullable String author) {
        Set<Integer> duplicates = new HashSet<>();
        long at = operation.at().toEpochMilli();
        for (int i = 0; i < observations.size(); i++) {
            PendingObservation observation = observations.get(i);
            byte[] hash = hash(observation.content());
            if (tx.count(
                            "select count(*) from observations"
                                    + " where entity_id = ? and content_hash = ? and retracted_at is null",
                            entityId,
                            hash)
                    > 0) {
                duplicates.add(i);
                continue;
            }
            tx.insert(
                    OBSERVATIONS,
                    observation.observationId(),
                    entityId,
                    observation.content(),
                    hash,
                    source,
                    author,
                    1.0,
                    at,
                    null,
                    at,
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

    static void addVector(
            WriteTransaction tx,
            long at,
            OwnerKind kind,
            String ownerId,
            String entityId,
            String model,
            Embedding embedding) {
        tx.insert(EMBEDDINGS, ownerId, kind.stored(), entityId, model, embedding.dimensions(), embedding.toBytes(), at);
    }

    static boolean hasVector(ReadTransaction tx, String ownerId, String model) {
        return tx.count("select count(*) from embeddings where owner_id = ? and model = ?", ownerId, model) > 0;
    }

    /**
     * Deletes an entity and everything that hangs on it. Only row numbers are read, so that a damaged row can be deleted
     * too.
     *
     * @return number of relations deleted; -1 if there is no such entity
     */
    static int deleteEntity(WriteTransaction tx, String entityId) {
        if (deleteAll(tx, ENTITIES, "select rid from entities where entity_id = ?", entityId) == 0) {
            return -1;
        }
        deleteAll(tx, OBSERVATIONS, "select rid from observations where entity_id = ?", entityId);
        deleteAll(tx, EMBEDDINGS, "select rid from embeddings where entity_id = ?", entityId);
        return deleteAll(
                tx,
                RELATIONS,
                "select rid from relations where from_entity = ? union select rid from relations where to_entity = ?",
                entityId,
                entityId);
    }

    private static int deleteAll(WriteTransaction tx, Table table, String sql, Object... params) {
        List<Long> rids = tx.query(sql, result -> result.getLong(1), params);
        rids.forEach(rid -> tx.delete(table, rid));
        return rids.size();
    }

    private static byte[] hash(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
