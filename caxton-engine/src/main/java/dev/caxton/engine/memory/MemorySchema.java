package dev.caxton.engine.memory;

import dev.caxton.engine.store.Column;
import dev.caxton.engine.store.Migration;
import dev.caxton.engine.store.Table;
import java.util.List;

/** Tables of {@code memory.db}. */
public final class MemorySchema {

    public static final Table ENTITIES = Table.of(
            "entities",
            1,
            Column.text("entity_id"),
            Column.text("name"),
            Column.text("entity_type"),
            Column.text("scope"),
            Column.textOrNull("agent_id"),
            Column.text("metadata"),
            Column.integer("version"),
            Column.integer("created_at"),
            Column.integer("updated_at"),
            Column.integer("valid_from"),
            Column.integerOrNull("valid_to"));

    public static final Table OBSERVATIONS = Table.of(
            "observations",
            2,
            Column.text("observation_id"),
            Column.text("entity_id"),
            Column.text("content"),
            Column.blob("content_hash"),
            Column.text("source"),
            Column.textOrNull("author"),
            Column.real("confidence"),
            Column.integer("created_at"),
            Column.integerOrNull("retracted_at"),
            Column.integer("valid_from"),
            Column.integerOrNull("valid_to"),
            Column.textOrNull("replaces"));

    public static final Table RELATIONS = Table.of(
            "relations",
            2,
            Column.text("relation_id"),
            Column.text("from_entity"),
            Column.text("to_entity"),
            Column.text("relation_type"),
            Column.text("scope"),
            Column.textOrNull("agent_id"),
            Column.real("strength"),
            Column.real("confidence"),
            Column.text("metadata"),
            Column.integer("created_at"),
            Column.integerOrNull("retracted_at"),
            Column.integer("valid_from"),
            Column.integerOrNull("valid_to"),
            Column.textOrNull("replaces"));

    /** Versions of entities that were superseded. */
    static final Table ENTITY_VERSIONS = Table.of(
            "entity_versions",
            1,
            Column.text("entity_id"),
            Column.integer("version"),
            Column.text("metadata"),
            Column.integer("valid_from"),
            Column.integerOrNull("valid_to"),
            Column.integer("recorded_at"),
            Column.integer("superseded_at"));

    public static final Table EMBEDDINGS = Table.of(
            "embeddings",
            1,
            Column.text("owner_id"),
            Column.text("owner_kind"),
            Column.text("entity_id"),
            Column.text("model"),
            Column.integer("dimensions"),
            Column.blob("vector"),
            Column.integer("created_at"));

    /** Vectors of observations that were taken back. */
    static final Table PAST_EMBEDDINGS = Table.of(
            "past_embeddings",
            1,
            Column.text("owner_id"),
            Column.text("entity_id"),
            Column.text("model"),
            Column.integer("dimensions"),
            Column.blob("vector"),
            Column.integer("created_at"));

    /** What was changed of the configuration while a server ran. */
    static final Table SETTINGS =
            Table.of("settings", 1, Column.text("name"), Column.text("value"), Column.integer("updated_at"));

    /** Up to which rows the full-text index is. */
    static final Table TEXT_PROGRESS = Table.of("text_progress", 1, Column.text("source"), Column.integer("done_rid"));

    /** How often observations were found, and when last. */
    static final Table OBSERVATION_USES = Table.of(
            "observation_uses",
            1,
            Column.text("observation_id"),
            Column.integer("uses"),
            Column.integer("last_used_at"));

    /** All of them. */
    public static final List<Table> TABLES = List.of(
            ENTITIES,
            OBSERVATIONS,
            RELATIONS,
            EMBEDDINGS,
            ENTITY_VERSIONS,
            PAST_EMBEDDINGS,
            SETTINGS,
            TEXT_PROGRESS,
            OBSERVATION_USES);

    /** Creates them. */
    public static final List<Migration> MIGRATIONS = List.of(
            new Migration(2, "create_graph", "dev/caxton/engine/memory/schema/V002__create_graph.sql"),
            new Migration(
                    3,
                    "remember_in_time",
                    "dev/caxton/engine/memory/schema/V003__remember_in_time.sql",
                    new RememberInTime()),
            new Migration(4, "keep_settings", "dev/caxton/engine/memory/schema/V004__keep_settings.sql"),
            new Migration(
                    5, "defer_words", "dev/caxton/engine/memory/schema/V005__defer_words.sql", TextProgress.MIGRATION),
            new Migration(
                    6, "find_vectors_by_owner", "dev/caxton/engine/memory/schema/V006__find_vectors_by_owner.sql"),
            new Migration(7, "count_uses", "dev/caxton/engine/memory/schema/V007__count_uses.sql"));

    /** Hibernate's classes for them. */
    public static final List<Class<?>> ROWS = List.of(
            EntityRow.class,
            ObservationRow.class,
            RelationRow.class,
            EmbeddingRow.class,
            EntityVersionRow.class,
            PastEmbeddingRow.class,
            SettingRow.class,
            TextProgressRow.class,
            ObservationUseRow.class);

    private MemorySchema() {}
}
