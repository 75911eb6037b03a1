package dev.caxton.engine.memory;

/**
 * An agent as memory knows it.
 *
 * @param id stable across restarts; owner of agent-scoped memory
 * @param slug its short name; author of observations
 */
public record ResolvedAgent(String id, String slug) {}
