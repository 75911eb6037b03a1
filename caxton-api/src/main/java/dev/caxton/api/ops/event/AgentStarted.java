package dev.caxton.api.ops.event;

import java.time.Instant;

/**
 * An agent began to serve.
 *
 * @param sequence counts events since the start of the server
 * @param at when
 * @param agent slug of the agent
 * @param version version that its author gave it
 * @param origin {@code start}, {@code watch}, {@code reload} or {@code deploy}
 */
public record AgentStarted(long sequence, Instant at, String agent, String version, String origin)
        implements Occurrence {}
