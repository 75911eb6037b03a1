package dev.caxton.engine.memory.upkeep;

/**
 * Rows of one scope whose time is over, in the order in which they go, and the query that finds their row numbers. Its
 * parameters are scope, owner (empty in wider scopes), the instant before which they are too old, now, half-life and least
 * confidence.
 */
public enum Expired {
    RELATIONS("expired_relations", "relations", """
        select r.rid from relations r where r.scope = ?1 and coalesce(r.agent_id, '') = ?2 and r.created_at < ?3
          and ?4 >= 0 and ?5 >= 0 and ?6 >= 0\
        """),
    OBSERVATIONS("expired_observations", "observations", """
        select o.rid from observations o join entities e on e.entity_id = o.entity_id
          where e.scope = ?1 and coalesce(e.agent_id, '') = ?2 and o.created_at < ?3
          and ?4 >= 0 and ?5 >= 0 and ?6 >= 0\
        """),
    FADED("faded_observations", "observations", """
        select o.rid from observations o join entities e on e.entity_id = o.entity_id
          where e.scope = ?1 and coalesce(e.agent_id, '') = ?2 and o.created_at >= ?3 and o.retracted_at is null
          and o.confidence * (case when ?5 = 0 or ?4 <= o.created_at then 1
                else pow(0.5, (?4 - o.created_at) * 1.0 / ?5) end) < ?6\
        """),
    /** As {@link #FADED} where use keeps observations fresh; the same as {@link Retention#faded} works out. */
    FADED_UNUSED("faded_observations", "observations", """
        select o.rid from observations o join entities e on e.entity_id = o.entity_id
          left join observation_uses u on u.observation_id = o.observation_id
          where e.scope = ?1 and coalesce(e.agent_id, '') = ?2 and o.created_at >= ?3 and o.retracted_at is null
          and o.confidence * (case when ?4 <= max(o.created_at, coalesce(u.last_used_at, 0)) then 1
                else pow(0.5, (?4 - max(o.created_at, coalesce(u.last_used_at, 0))) * 1.0
                    / (?5 * min(4, 1 + log2(1 + coalesce(u.uses, 0))))) end) < ?6\
        """),
    ENTITY_VERSIONS("expired_entity_versions", "entity_versions", """
        select v.rid from entity_versions v join entities e on e.entity_id = v.entity_id
          where e.scope = ?1 and coalesce(e.agent_id, '') = ?2 and v.superseded_at < ?3
          and ?4 >= 0 and ?5 >= 0 and ?6 >= 0\
        """),
    ENTITIES("expired_entities", "entities", """
        select e.rid from entities e where e.scope = ?1 and coalesce(e.agent_id, '') = ?2 and e.updated_at < ?3
          and not exists (select 1 from observations o where o.entity_id = e.entity_id and o.created_at >= ?3)
          and not exists (select 1 from relations r where r.from_entity = e.entity_id and r.created_at >= ?3)
          and not exists (select 1 from relations r where r.to_entity = e.entity_id and r.created_at >= ?3)
          and ?4 >= 0 and ?5 >= 0 and ?6 >= 0\
        """);

    private final String kind;
    private final String table;
    private final String sql;

    Expired(String kind, String table, String sql) {
        this.kind = kind;
        this.table = table;
        this.sql = sql;
    }

    /** Their name in reports. */
    public String kind() {
        return kind;
    }

    /** Name of the table they are in. */
    public String table() {
        return table;
    }

    /** With a further parameter, how many at most. */
    public String sql() {
        return sql + " limit ?7";
    }

    String countSql() {
        return "select count(*) from (" + sql + ")";
    }
}
