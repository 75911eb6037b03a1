package dev.caxton.engine.memory;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.MemoryScope;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whose memory a request is about. */
final class Owners {

    private final Function<String, Optional<ResolvedAgent>> agents;

    Owners(Function<String, Optional<ResolvedAgent>> agents) {
        this.agents = agents;
    }

    /**
     * Where something new belongs.
     *
     * @param scope who shares it
     * @param agentId owner; null in wider scopes
     * @param author slug of the agent that asks; null if none does
     */
    record Owner(
            MemoryScope scope,
            @Nullable String agentId,
            @Nullable String author) {}

    Owner owner(@Nullable String agent, @Nullable MemoryScope wanted) {
        MemoryScope scope = wanted == null ? MemoryScope.AGENT : wanted;
        if (agent == null) {
            requireWide(scope);
            return new Owner(scope, null, null);
        }
        ResolvedAgent resolved = require(agent);
        return new Owner(scope, scope == MemoryScope.AGENT ? resolved.id() : null, resolved.slug());
    }

    /**
     * Who asks for something by its id.
     *
     * @param sees what may be seen; null for an operator, who sees everything
     * @param author slug of the agent; null for an operator
     */
    record Asker(@Nullable Visibility sees, @Nullable String author) {}

    Asker asker(@Nullable String agent) {
        if (agent == null) {
            return new Asker(null, null);
        }
        ResolvedAgent resolved = require(agent);
        return new Asker(new Visibility(resolved.id(), null), resolved.slug());
    }

    Visibility visibility(@Nullable String agent, @Nullable MemoryScope only) {
        if (agent == null && only != null) {
            requireWide(only);
        }
        return new Visibility(agent == null ? null : require(agent).id(), only);
    }

    /** An agent's short name by its id; null where it is gone. */
    @Nullable
    String slug(String agentId) {
        return agents.apply(agentId).map(ResolvedAgent::slug).orElse(null);
    }

    ResolvedAgent require(String agent) {
        return agents.apply(agent)
                .orElseThrow(() -> CaxtonException.of(
                        ProblemType.AGENT_NOT_FOUND,
                        "agent '" + MemoryInput.cut(agent) + "' is not known, expected an id, a file stem or a name",
                        "list the agents with: caxton agents list"));
    }

    private static void requireWide(MemoryScope scope) {
        if (scope == MemoryScope.AGENT) {
            throw CaxtonException.of(
                    ProblemType.INVALID_ARGUMENT,
                    "agent_id is missing, memory_scope agent needs one",
                    "give agent_id, or memory_scope workspace or global");
        }
    }
}
