package dev.caxton.engine.agent;

import dev.caxton.api.agent.AgentState;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import org.jspecify.annotations.Nullable;

/** Marks the agent's row; an agent that is unknown or stopped stays as it is. */
final class RecordStopApplier implements Applier<RecordStop> {

    @Override
    public @Nullable String apply(RecordStop command, Operation operation, WriteTransaction tx) {
        Row row = tx.find(AgentSchema.AGENTS, "where agent_id = ?", command.id().toString())
                .orElse(null);
        if (row != null && !row.text("state").equals(AgentState.STOPPED.wireName())) {
            long at = operation.at().toEpochMilli();
            tx.update(
                    AgentSchema.AGENTS,
                    row.rid(),
                    row.text("agent_id"),
                    row.text("slug"),
                    row.text("name"),
                    row.text("type"),
                    AgentState.STOPPED.wireName(),
                    row.integer("sequence"),
                    row.text("digest"),
                    row.text("semver"),
                    row.integer("created_at"),
                    at,
                    at);
        }
        return null;
    }
}
