package dev.caxton.engine.agent;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.AgentType;
import dev.caxton.engine.store.Applier;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.Row;
import dev.caxton.engine.store.WriteTransaction;
import java.util.Optional;

/**
 * Writes a version and the agent's row. The outcome is the version's number, and where an earlier version had the same
 * content, a space and that one's number.
 */
final class AcceptDefinitionApplier implements Applier<AcceptDefinition> {

    @Override
    public String apply(AcceptDefinition command, Operation operation, WriteTransaction tx) {
        String id = command.id().toString();
        refuseForeignName(command, id, tx);
        Optional<Row> agent = tx.find(AgentSchema.AGENTS, "where agent_id = ?", id);
        long at = operation.at().toEpochMilli();
        boolean known = agent.isPresent() && agent.get().text("digest").equals(command.digest());
        long sequence = known
                ? agent.get().integer("sequence")
                : tx.count("select max(sequence) from agent_versions where agent_id = ?", id) + 1;
        long earlier = 0;
        if (!known) {
            earlier = tx.count(
                    "select coalesce(max(sequence), 0) from agent_versions where agent_id = ? and digest = ?",
                    id,
                    command.digest());
            tx.insert(
                    AgentSchema.AGENT_VERSIONS,
                    id,
                    sequence,
                    command.digest(),
                    command.semver(),
                    command.format().wireName(),
                    command.content(),
                    command.origin(),
                    at);
        }
        Object[] row = {
            id,
            command.slug(),
            command.name(),
            AgentType.CONFIG.wireName(),
            AgentState.RUNNING.wireName(),
            sequence,
            command.digest(),
            command.semver(),
            agent.isPresent() ? agent.get().integer("created_at") : at,
            at,
            null
        };
        if (agent.isPresent()) {
            tx.update(AgentSchema.AGENTS, agent.get().rid(), row);
        } else {
            tx.insert(AgentSchema.AGENTS, row);
        }
        return earlier == 0 ? Long.toString(sequence) : sequence + " " + earlier;
    }

    private static void refuseForeignName(AcceptDefinition command, String id, WriteTransaction tx) {
        if (tx.find(AgentSchema.AGENTS, "where name = ? and agent_id <> ?", command.name(), id)
                .isPresent()) {
            throw CaxtonException.of(
                    ProblemType.NAME_CONFLICT,
                    "Agent name conflict: '" + command.name() + "' is recorded for another agent",
                    "choose another name");
        }
    }
}
