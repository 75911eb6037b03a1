package dev.caxton.engine.memory;

import static dev.caxton.engine.memory.MemorySchema.OBSERVATION_USES;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caxton.engine.store.ReadTransaction;
import dev.caxton.engine.store.WriteTransaction;
import dev.caxton.wire.WireJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the file knows of the uses of observations. */
final class ObservationUses {

    private ObservationUses() {}

    /** Tells candidates how often they were used; in one query, however many they are. */
    static void read(ReadTransaction tx, List<CandidateEntity> entities) {
        Map<String, Candidate> texts = new HashMap<>();
        for (CandidateEntity entity : entities) {
            entity.observations().values().forEach(text -> texts.put(text.row().text("observation_id"), text));
        }
        tx.query(
                "select u.observation_id, u.uses, u.last_used_at from json_each(?1) wanted cross join observation_uses"
                        + " u on u.observation_id = wanted.value",
                row -> {
                    Candidate text = texts.get(row.getString(1));
                    if (text != null) {
                        text.used(row.getLong(2), row.getLong(3));
                    }
                    return row.getLong(2);
                },
                json(texts));
    }

    private static String json(Map<String, Candidate> texts) {
        try {
            return WireJson.mapper().writeValueAsString(texts.keySet());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("ids cannot be written as JSON", e);
        }
    }

    /** Deletes what is known of an observation that goes. */
    static void delete(WriteTransaction tx, String observationId) {
        GraphWrites.deleteAll(
                tx, OBSERVATION_USES, "select rid from observation_uses where observation_id = ?", observationId);
    }

    /** The same by the row of the observation. */
    static void deleteOfRow(WriteTransaction tx, long rid) {
        GraphWrites.deleteAll(
                tx,
                OBSERVATION_USES,
                "select u.rid from observations o cross join observation_uses u on u.observation_id = o.observation_id"
                        + " where o.rid = ?",
                rid);
    }

    /** Deletes what is known of an entity's observations; before they go themselves. */
    static void deleteOfEntity(WriteTransaction tx, String entityId) {
        GraphWrites.deleteAll(
                tx,
                OBSERVATION_USES,
                "select u.rid from observations o cross join observation_uses u on u.observation_id = o.observation_id"
                        + " where o.entity_id = ?",
                entityId);
    }
}
