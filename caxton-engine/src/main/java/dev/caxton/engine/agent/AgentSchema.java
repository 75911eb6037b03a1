package dev.caxton.engine.agent;

import dev.caxton.engine.store.Column;
import dev.caxton.engine.store.DatabaseOptions;
import dev.caxton.engine.store.Migration;
import dev.caxton.engine.store.Table;
import java.util.List;

/** The tables of agents in {@code caxton.db}. */
public final class AgentSchema {

    /** One row an agent; {@code sequence}, {@code digest} and {@code semver} are those of the definition in force. */
    public static final Table AGENTS = Table.of(
            "agents",
            1,
            Column.text("agent_id"),
            Column.text("slug"),
            Column.text("name"),
            Column.text("type"),
            Column.text("state"),
            Column.integer("sequence"),
            Column.text("digest"),
            Column.text("semver"),
            Column.integer("created_at"),
            Column.integer("changed_at"),
            Column.integerOrNull("stopped_at"));

    /** Every definition that was ever accepted. */
    public static final Table AGENT_VERSIONS = Table.of(
            "agent_versions",
            1,
            Column.text("agent_id"),
            Column.integer("sequence"),
            Column.text("digest"),
            Column.text("semver"),
            Column.text("format"),
            Column.text("content"),
            Column.text("origin"),
            Column.integer("at"));

    /** Both. */
    public static final List<Table> TABLES = List.of(AGENTS, AGENT_VERSIONS);

    /** Creates them. */
    public static final Migration MIGRATION =
            new Migration(2, "create_agents", "dev/caxton/engine/agent/schema/V002__create_agents.sql");

    /** Hibernate's views of them. */
    public static final List<Class<?>> ROWS = List.of(AgentRow.class, AgentVersionRow.class);

    private AgentSchema() {}

    /** Options with the schema and the commands of agents. */
    public static DatabaseOptions addTo(DatabaseOptions options) {
        return options.withSchema(List.of(MIGRATION), TABLES)
                .withApplier(AcceptDefinition.class, new AcceptDefinitionApplier())
                .withApplier(RecordStop.class, new RecordStopApplier());
    }
}
