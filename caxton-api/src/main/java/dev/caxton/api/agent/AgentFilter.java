package dev.caxton.api.agent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which agents to list.
 *
 * @param type only this type; null for both
 * @param states only these states; empty for every state but {@code stopped}
 * @param capability only providers of this capability; null for all
 */
public record AgentFilter(
        @Nullable AgentType type,
        Set<AgentState> states,
        @Nullable String capability) {
    /** Every agent that is not stopped. */
    public static final AgentFilter ALL = new AgentFilter(null, Set.of(), null);

    public AgentFilter {
        states = Set.copyOf(states);
    }
}
