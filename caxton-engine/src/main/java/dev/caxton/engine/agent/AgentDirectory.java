package dev.caxton.engine.agent;

import dev.caxton.api.agent.AgentRef;
import java.util.List;
import java.util.Optional;

/** The agents that answer. Reads take no lock and see one state of all agents each. */
public interface AgentDirectory {

    /** An agent by id, slug, name or path of its file; empty if none that answers is meant. */
    Optional<ServingAgent> find(AgentRef ref);

    /**
     * As {@link #find}; {@code AGENT_NOT_FOUND} with near misses in the hint, {@code AGENT_NOT_RUNNING} for an agent that
     * is there and does not answer.
     */
    ServingAgent require(AgentRef ref);

    /** All of them, by slug. */
    List<ServingAgent> all();
}
