package dev.caxton.api.ops.event;

import java.time.Duration;
import java.time.Instant;

/**
 * A new version of an agent took over.
 *
 * @param sequence counts events since the start of the server
 * @param at when
 * @param agent slug of the agent
 * @param version the version that serves now
 * @param previousVersion the version that served before
 * @param origin {@code watch}, {@code reload} or {@code deploy}
 * @param took from noticing the change, or from the request, to the effect
 */
public record AgentReloaded(
        long sequence, Instant at, String agent, String version, String previousVersion, String origin, Duration took)
        implements Occurrence {}
