package dev.caxton.engine.agent;

import dev.caxton.api.agent.AgentId;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.ConfigAgentDefinition;

/**
 * An agent that answers, with the definition in force; immutable, so that a message finishes on the version it began
 * with.
 *
 * @param id stable across reloads and restarts
 * @param slug stem of its file
 * @param sequence number of the definition, from 1
 * @param definition what its author wrote
 * @param state where it is in its life
 */
public record ServingAgent(
        AgentId id, String slug, long sequence, ConfigAgentDefinition definition, AgentState state) {}
