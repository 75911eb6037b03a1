package dev.caxton.war.ops;

import dev.caxton.api.ops.ServerState;

/**
 * Whether the server takes requests.
 *
 * @param ready whether it does
 * @param status its state
 */
public record Readiness(boolean ready, ServerState status) {}
