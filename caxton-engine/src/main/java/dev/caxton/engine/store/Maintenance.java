package dev.caxton.engine.store;

/** Work on a database file that changes no row. Writers wait while it runs; reads go on. */
public enum Maintenance {
    /** Writes the file anew without gaps; needs free space of about its size, and a second for each 200 MB. */
    VACUUM("vacuum"),
    /** Builds every index of the database anew. */
    REINDEX("reindex"),
    /** Counts values anew for the query planner, everything. */
    ANALYZE("analyze"),
    /** Counts anew where tables changed much since the last time; usually milliseconds. */
    OPTIMIZE("pragma optimize = 0x10002"),
    /** Moves the write-ahead log into the file and cuts it to nothing, as far as no reader needs it. */
    CHECKPOINT("pragma wal_checkpoint(truncate)");

    private final String sql;

    Maintenance(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
