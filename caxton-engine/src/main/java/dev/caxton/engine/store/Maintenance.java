package dev.caxton.engine.store;

/** Work on the indexes of a database file that changes no row. Writers wait while it runs; reads go on. */
public enum Maintenance {
    /** Builds every index of the database anew. */
    REINDEX("reindex"),
    /** Counts values anew for the query planner, everything. */
    ANALYZE("analyze"),
    /** Counts anew where tables changed much since the last time; usually milliseconds. */
    OPTIMIZE("pragma optimize = 0x10002");

    private final String sql;

    Maintenance(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
