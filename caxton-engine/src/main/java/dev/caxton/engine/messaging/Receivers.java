package dev.caxton.engine.messaging;

import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentRef;

/** Finds agents that can take a message. */
@FunctionalInterface
public interface Receivers {

    /** The running agent that a reference names; otherwise {@code AGENT_NOT_FOUND} or {@code AGENT_NOT_RUNNING}. */
    Receiver require(AgentRef agent);

    /**
     * An agent that can take a message.
     *
     * @param id its id
     * @param slug its slug
     */
    record Receiver(AgentId id, String slug) {}
}
