package dev.caxton.api.ops;

import java.util.List;

/**
 * The long answer to "is it well?".
 *
 * @param status how the server is
 * @param components how its parts are
 * @param uptimeSeconds seconds since its start
 * @param version version of the server
 * @param reasons why it is not healthy; empty if it is
 */
public record DetailedHealth(
        ServerState status, Components components, long uptimeSeconds, String version, List<String> reasons) {
    public DetailedHealth {
        reasons = List.copyOf(reasons);
    }

    /**
     * How the parts are.
     *
     * @param memorySystem {@code ok}, or what is wrong
     * @param sqliteDb {@code ok}, or what is wrong
     * @param embeddingModel how the embedding model is
     * @param agents how many agents of each type
     */
    public record Components(String memorySystem, String sqliteDb, ModelState embeddingModel, AgentCounts agents) {}

    /**
     * How many agents of each type.
     *
     * @param config config agents that are not stopped
     * @param wasm WASM agents that are not stopped
     */
    public record AgentCounts(int config, int wasm) {}
}
