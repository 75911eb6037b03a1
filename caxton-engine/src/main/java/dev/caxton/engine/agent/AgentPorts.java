package dev.caxton.engine.agent;

import dev.caxton.api.ops.EventType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What agents need of the rest of the server, which lies above them.
 *
 * @param tools names of the registered tools
 * @param providers names of the chat model providers; empty if any name is to be accepted
 * @param probe reaches a running agent
 * @param events told type and data of what happened
 * @param counters counts reloads
 */
public record AgentPorts(
        Supplier<Set<String>> tools,
        Supplier<Set<String>> providers,
        AgentProbe probe,
        BiConsumer<EventType, Map<String, Object>> events,
        ReloadCounters counters) {

    /** Ports that know some tools and no more; every probe succeeds. */
    public static AgentPorts ofTools(Set<String> tools) {
        return new AgentPorts(
                () -> tools,
                Set::of,
                slug -> CompletableFuture.completedFuture(null),
                (type, data) -> {},
                ReloadCounters.NONE);
    }
}
