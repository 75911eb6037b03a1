package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStats.ScopeStats;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.HibernateReads;
import dev.caxton.engine.store.ReadTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** How much there is. */
final class MemoryCountStore {

    private final Database database;
    private final HibernateReads hibernate;
    /** Vectors of another length are never added, so that none need be looked for once there was none. */
    private volatile boolean oneLength;

    MemoryCountStore(Database database, HibernateReads hibernate) {
        this.database = database;
        this.hibernate = hibernate;
    }

    /**
     * Numbers of rows.
     *
     * @param agents agents that own memory
     * @param missing texts without a vector of the model's length
     */
    record Totals(long entities, long relations, long observations, long agents, long missing) {}

    /**
     * Counts everything.
     *
     * @param dimensions length of the model's vectors
     * @param searchable vectors of that length that the index has; where these are all of the model, no row is looked at
     */
    Totals totals(String model, int dimensions, long searchable) {
        return database.read(tx -> {
            long entities = tx.count("select count(*) from entities");
            long observations = tx.count("select count(*) from observations where retracted_at is null");
            return new Totals(
                    entities,
                    tx.count("select count(*) from relations where retracted_at is null"),
                    observations,
                    tx.count("select count(distinct agent_id) from entities where scope = ?", "agent"),
                    Math.max(0, entities + observations - vectors(tx, model, dimensions, searchable)));
        });
    }

    private long vectors(ReadTransaction tx, String model, int dimensions, long searchable) {
        long vectors = tx.count("select count(*) from embeddings where model = ?", model);
        if (oneLength || dimensions == 0 || vectors == searchable) {
            return vectors;
        }
        long others =
                tx.count("select count(*) from embeddings where model = ? and dimensions <> ?", model, dimensions);
        oneLength = others == 0;
        return vectors - others;
    }

    long entities() {
        return database.read(tx -> tx.count("select count(*) from entities"));
    }

    long relations() {
        return database.read(tx -> tx.count("select count(*) from relations where retracted_at is null"));
    }

    /**
     * Numbers by scope.
     *
     * @param agentId in scope agent only what this agent owns; null for every agent's
     * @param only this scope; null for all
     */
    List<ScopeStats> byScope(@Nullable String agentId, @Nullable MemoryScope only) {
        return hibernate.read(session -> {
            Map<String, Long> entities = grouped(
                    session,
                    "select e.scope, count(e) from EntityRow e"
                            + " where (:agent is null or e.agentId is null or e.agentId = :agent) group by e.scope",
                    agentId);
            Map<String, Long> relations = grouped(
                    session,
                    "select r.scope, count(r) from RelationRow r where r.retractedAt is null"
                            + " and (:agent is null or r.agentId is null or r.agentId = :agent) group by r.scope",
                    agentId);
            Map<String, Long> observations = grouped(
                    session,
                    "select e.scope, count(o) from ObservationRow o join EntityRow e on e.entityId = o.entityId"
                            + " where o.retractedAt is null"
                            + " and (:agent is null or e.agentId is null or e.agentId = :agent) group by e.scope",
                    agentId);
            return Stream.of(MemoryScope.values())
                    .filter(scope -> only == null || only == scope)
                    .map(scope -> new ScopeStats(
                            scope,
                            entities.getOrDefault(scope.wireName(), 0L),
                            relations.getOrDefault(scope.wireName(), 0L),
                            observations.getOrDefault(scope.wireName(), 0L)))
                    .toList();
        });
    }

    private static Map<String, Long> grouped(Session session, String query, @Nullable String agentId) {
        Map<String, Long> counts = new HashMap<>();
        session.createQuery(query, Object[].class)
                .setParameter("agent", agentId)
                .getResultList()
                .forEach(line -> counts.put((String) line[0], (Long) line[1]));
        return counts;
    }
}
