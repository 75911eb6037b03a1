package dev.caxton.api.ops;

/**
 * The short answer to "is it well?".
 *
 * @param status how the server is
 * @param memoryBackend {@code embedded}
 * @param agents number of agents that are not stopped
 * @param agentsCount the same number, under its older name
 * @param version version of the server
 * @param uptime seconds since its start, under its older name
 * @param uptimeSeconds seconds since its start
 */
public record Health(
        ServerState status,
        String memoryBackend,
        int agents,
        int agentsCount,
        String version,
        long uptime,
        long uptimeSeconds) {}
