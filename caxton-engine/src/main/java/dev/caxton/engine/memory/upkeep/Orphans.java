package dev.caxton.engine.memory.upkeep;

/** Rows that nobody needs, and the query that finds their row numbers; each takes an instant before which they are old. */
public enum Orphans {
    RELATIONS("orphaned_relations", "relations", false, """
        select r.rid from relations r where r.created_at < ? and (
          not exists (select 1 from entities e where e.entity_id = r.from_entity)
          or not exists (select 1 from entities e where e.entity_id = r.to_entity)) order by r.rid limit ?\
        """),
    OBSERVATIONS("orphaned_observations", "observations", false, """
        select o.rid from observations o where o.created_at < ?
          and not exists (select 1 from entities e where e.entity_id = o.entity_id) order by o.rid limit ?\
        """),
    VECTORS("orphaned_vectors", "embeddings", false, """
        select v.rid from embeddings v where v.created_at < ?
          and not exists (select 1 from observations o join entities e on e.entity_id = o.entity_id
                where o.observation_id = v.owner_id)
          and not exists (select 1 from entities e where e.entity_id = v.owner_id) order by v.rid limit ?\
        """),
    ENDED_RELATIONS(
            "ended_relations",
            "relations",
            true,
            "select r.rid from relations r where r.retracted_at < ? order by r.rid limit ?"),
    ENDED_OBSERVATIONS(
            "ended_observations",
            "observations",
            true,
            "select o.rid from observations o where o.retracted_at < ? order by o.rid limit ?"),
    PAST_VECTORS("past_vectors", "past_embeddings", false, """
        select v.rid from past_embeddings v where v.created_at < ?
          and not exists (select 1 from observations o where o.observation_id = v.owner_id) order by v.rid limit ?\
        """),
    USES("orphaned_uses", "observation_uses", false, """
        select u.rid from observation_uses u where u.last_used_at < ?
          and not exists (select 1 from observations o where o.observation_id = u.observation_id) order by u.rid limit ?\
        """),
    ENDED_ENTITY_VERSIONS(
            "ended_entity_versions",
            "entity_versions",
            true,
            "select v.rid from entity_versions v where v.superseded_at < ? order by v.rid limit ?"),
    EMPTY_ENTITIES("empty_entities", "entities", true, """
        select e.rid from entities e where e.updated_at < ?
          and not exists (select 1 from observations o where o.entity_id = e.entity_id)
          and not exists (select 1 from relations r where r.from_entity = e.entity_id)
          and not exists (select 1 from relations r where r.to_entity = e.entity_id) order by e.rid limit ?\
        """);

    private final String kind;
    private final String table;
    private final boolean aggressive;
    private final String sql;

    Orphans(String kind, String table, boolean aggressive, String sql) {
        this.kind = kind;
        this.table = table;
        this.aggressive = aggressive;
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

    /** Whether they hold something that somebody stored, so that only an aggressive cleanup takes them. */
    public boolean aggressive() {
        return aggressive;
    }

    /** Parameters: milliseconds since 1970 before which they are old, and how many at most. */
    public String sql() {
        return sql;
    }

    String countSql() {
        return "select count(*) from (" + sql + ")";
    }
}
