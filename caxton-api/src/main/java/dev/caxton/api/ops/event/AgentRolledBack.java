package dev.caxton.api.ops.event;

import java.time.Instant;

/**
 * An earlier version of an agent was brought back: its file has again, byte for byte, the content of a version that was
 * replaced since. Follows the {@link AgentReloaded} of the same change. A file that is refused is no rollback: the version
 * that served before serves on, and nothing changes.
 *
 * @param sequence counts events since the start of the server
 * @param at when
 * @param agent slug of the agent
 * @param version the version that serves again
 * @param previousVersion the version that was given up
 */
public record AgentRolledBack(long sequence, Instant at, String agent, String version, String previousVersion)
        implements Occurrence {}
