package dev.caxton.api.agent;

import org.jspecify.annotations.Nullable;

/**
 * What to read again.
 *
 * @param agent only this agent's file; null for the whole agents directory
 * @param validateFirst change nothing unless every file that would be read is valid
 * @param dryRun report what would happen and change nothing
 */
public record ReloadRequest(@Nullable AgentRef agent, boolean validateFirst, boolean dryRun) {
    /** Every file of the agents directory. */
    public static final ReloadRequest ALL = new ReloadRequest(null, false, false);

    /** One agent's file. */
    public static ReloadRequest of(AgentRef agent) {
        return new ReloadRequest(agent, false, false);
    }
}
