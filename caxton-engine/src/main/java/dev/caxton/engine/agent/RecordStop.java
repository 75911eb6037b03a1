package dev.caxton.engine.agent;

import dev.caxton.api.agent.AgentId;
import dev.caxton.engine.store.Command;

/**
 * Records that an agent's file is gone; its versions stay.
 *
 * @param id the agent
 */
record RecordStop(AgentId id) implements Command {
    @Override
    public String kind() {
        return "stop_agent";
    }

    @Override
    public String subject() {
        return id.toString();
    }
}
