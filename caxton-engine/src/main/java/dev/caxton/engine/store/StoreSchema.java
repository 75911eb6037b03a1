package dev.caxton.engine.store;

import java.util.List;

/** The store's own tables, present in every file. */
public final class StoreSchema {

    /** What was applied, by operation id: makes a retry harmless. Pruned by {@link PruneHistory}. */
    public static final Table APPLIED_OPS = Table.of(
            "applied_ops",
            1,
            Column.text("op_id"),
            Column.text("kind"),
            Column.text("subject"),
            Column.integer("at"),
            Column.textOrNull("outcome"));

    /**
     * What changed, in order; the rid is the sequence number. The hash is SHA-256 over every changed row, so that two
     * files that applied the same commands agree.
     */
    public static final Table CHANGE_LOG = Table.of(
            "change_log",
            1,
            Column.text("op_id"),
            Column.text("kind"),
            Column.text("subject"),
            Column.blob("payload_hash"),
            Column.integer("at"));

    /** Who did it. */
    public static final Table AUDIT = Table.of(
            "audit",
            1,
            Column.text("op_id"),
            Column.integer("at"),
            Column.text("actor"),
            Column.text("kind"),
            Column.text("subject"),
            Column.text("outcome"));

    /** Highest rid ever used by a table whose last row was deleted, so that no rid is used twice. */
    static final Table HIGHEST_RIDS =
            Table.of("highest_rids", 1, Column.text("table_name"), Column.integer("highest_rid"));

    /** Which migrations this file has seen; created by code, before the first of them. */
    static final Table SCHEMA_MIGRATIONS = Table.of(
            "schema_migrations",
            1,
            Column.integer("number"),
            Column.text("name"),
            Column.text("sha256"),
            Column.integer("at"));

    /** All of them. */
    public static final List<Table> TABLES = List.of(SCHEMA_MIGRATIONS, APPLIED_OPS, CHANGE_LOG, AUDIT, HIGHEST_RIDS);

    /** Creates them; number 1 in every file. */
    public static final Migration MIGRATION =
            new Migration(1, "create_store", "dev/caxton/engine/store/schema/V001__create_store.sql");

    private StoreSchema() {}
}
