package dev.caxton.engine.security;

import dev.caxton.api.agent.Agents;
import dev.caxton.api.ops.EventType;
import dev.caxton.api.ops.PlatformEvent;
import dev.caxton.api.security.Caller;
import java.util.function.Consumer;

/**
 * Which events a caller is told who is limited to some agents: those of these agents, and of memory that all agents share.
 * Thread-safe.
 */
public final class EventScope {

    private final AgentScope scope;

    /** Narrows events to the caller's agents. */
    public EventScope(Callers callers, Agents agents) {
        this.scope = new AgentScope(callers, agents);
    }

    /** A listener that is told what the caller may see for whom this thread works now. */
    public Consumer<PlatformEvent> limit(Consumer<PlatformEvent> listener) {
        Caller caller = scope.limited();
        return caller == null
                ? listener
                : event -> {
                    if (sees(caller, event)) {
                        listener.accept(event);
                    }
                };
    }

    private boolean sees(Caller caller, PlatformEvent event) {
        Object owner = event.data().get("agent_id");
        if (owner != null) {
            return scope.ids(caller).contains(owner.toString());
        }
        Object slug = event.data().get("agent");
        if (slug != null) {
            return caller.agents().contains(slug.toString())
                    || scope.slugs(caller).contains(slug.toString());
        }
        // Memory without an owner is shared; all else is about the server.
        return event.data().containsKey("memory_scope") || event.type().equals(EventType.LAGGED.wireName());
    }
}
