package dev.caxton.engine.memory;

import dev.caxton.api.memory.MemoryScope;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which memories someone sees: an agent its own and the wider scopes, nobody another agent's.
 *
 * @param agentId the agent that asks; null sees the wider scopes only
 * @param only the one scope that is asked for; null for all that are seen
 */
record Visibility(@Nullable String agentId, @Nullable MemoryScope only) {

    boolean sees(MemoryScope scope, @Nullable String owner) {
        return (only == null || only == scope)
                && (scope != MemoryScope.AGENT || agentId != null && agentId.equals(owner));
    }

    /** The scopes that are seen, the narrowest first. */
    List<MemoryScope> scopes() {
        return Stream.of(MemoryScope.AGENT, MemoryScope.WORKSPACE, MemoryScope.GLOBAL)
                .filter(scope -> sees(scope, agentId))
                .toList();
    }

    /** The owner of entities of a seen scope: the agent in its own, nobody in the wider ones. */
    @Nullable
    String ownerIn(MemoryScope scope) {
        return scope == MemoryScope.AGENT ? agentId : null;
    }
}
