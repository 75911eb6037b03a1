package dev.caxton.war.memory;

import org.jspecify.annotations.Nullable;

/**
 * What is to be forgotten for good.
 *
 * @param id id of an entity or an observation
 * @param agentId the agent that asks, which must see it; absent for an operator, who sees all
 * @param confirm must be true: this cannot be undone
 */
public record ForgetRequest(String id, @Nullable String agentId, boolean confirm) {}
