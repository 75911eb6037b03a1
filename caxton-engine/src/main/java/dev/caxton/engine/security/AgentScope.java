package dev.caxton.engine.security;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.AgentState;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.security.Admission;
import dev.caxton.api.security.Caller;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the caller for whom a thread works may see of agents. An agent that is not theirs is answered in the words for one
 * that does not exist, which do not name those that are near. Thread-safe.
 */
final class AgentScope {

    private static final AgentFilter EVERY = new AgentFilter(null, EnumSet.allOf(AgentState.class), null);

    private final Callers callers;
    private final Agents agents;

    AgentScope(Callers callers, Agents agents) {
        this.callers = callers;
        this.agents = agents;
    }

    /** The caller, if limited to some agents. */
    @Nullable
    Caller limited() {
        Caller caller = callers.bound();
        return caller != null && caller.scoped() ? caller : null;
    }

    /** Begins a call from outside: one by nobody in particular is Java code's. */
    Admission.Binding call() {
        Caller caller = callers.bound();
        return callers.enter(caller == null ? Caller.JAVA : caller);
    }

    static boolean sees(Caller caller, AgentDescription agent) {
        Set<String> theirs = caller.agents();
        return theirs.contains(agent.slug())
                || theirs.contains(agent.name())
                || theirs.contains(agent.id().toString());
    }

    /** Refuses an agent that is not the caller's. */
    void require(AgentRef ref) {
        Caller caller = limited();
        if (caller == null) {
            return;
        }
        AgentDescription agent;
        try {
            agent = agents.describe(ref);
        } catch (NotFoundException e) {
            throw unknown(ref.value());
        }
        if (!sees(caller, agent)) {
            throw unknown(ref.value());
        }
    }

    /** Ids of the agents that the caller sees, those that stopped included. */
    Set<String> ids(Caller caller) {
        return agents.list(EVERY).stream()
                .filter(agent -> sees(caller, agent))
                .map(agent -> agent.id().toString())
                .collect(Collectors.toSet());
    }

    /** Slugs of the agents that the caller sees, those that stopped included. */
    Set<String> slugs(Caller caller) {
        return agents.list(EVERY).stream()
                .filter(agent -> sees(caller, agent))
                .map(AgentDescription::slug)
                .collect(Collectors.toSet());
    }

    /** Refuses what reaches beyond single agents. */
    void requireWhole(String what) {
        if (limited() != null) {
            throw beyond(what);
        }
    }

    static CaxtonException beyond(String what) {
        return CaxtonException.of(
                ProblemType.FORBIDDEN,
                "The caller is limited to some agents, and " + what + " reaches further",
                "Use a key that is not limited to agents.");
    }

    private static CaxtonException unknown(String ref) {
        String shown = ref.length() > 200 ? ref.substring(0, 200) + "…" : ref;
        return CaxtonException.of(
                ProblemType.AGENT_NOT_FOUND,
                "no agent has the id, file stem or name '" + shown + "'",
                "'caxton agents list' shows the agents that the key may see");
    }
}
