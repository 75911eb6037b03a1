package dev.caxton.api.ops;

/**
 * Whether the agents are well.
 *
 * @param configAgents config agents that are not stopped
 * @param wasmAgents WASM agents that are not stopped
 * @param failing agents that failed, crashed, or err too often
 */
public record AgentsHealth(int configAgents, int wasmAgents, int failing) {}
