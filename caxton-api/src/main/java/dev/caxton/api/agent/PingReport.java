package dev.caxton.api.agent;

import org.jspecify.annotations.Nullable;

/**
 * Whether an agent reacts.
 *
 * @param agent slug of the agent
 * @param reachable whether it took and returned a probe in time
 * @param state its state
 * @param latencyMs milliseconds until it reacted; meaningless if it did not
 * @param reason why it did not react; null if it did
 */
public record PingReport(
        String agent,
        boolean reachable,
        AgentState state,
        double latencyMs,
        @Nullable String reason) {}
