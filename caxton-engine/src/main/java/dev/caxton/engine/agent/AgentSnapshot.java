package dev.caxton.engine.agent;

import dev.caxton.api.agent.AgentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All agents at one instant. Immutable; a change is another snapshot. */
final class AgentSnapshot {

    static final AgentSnapshot EMPTY = new AgentSnapshot(List.of());

    private final List<AgentEntry> entries;
    private final List<ServingAgent> serving;
    private final Map<AgentId, AgentEntry> byId = new HashMap<>();
    private final Map<String, AgentEntry> bySlug = new HashMap<>();
    private final Map<String, AgentEntry> byName = new HashMap<>();
    private final Map<AgentId, ServingAgent> servingById = new HashMap<>();

    AgentSnapshot(Collection<AgentEntry> all) {
        entries = all.stream()
                .sorted(Comparator.comparing(AgentEntry::isStopped)
                        .thenComparing(AgentEntry::slug)
                        .thenComparing(AgentEntry::name))
                .toList();
        // A word means an agent that answers rather than one that does not.
        entries.stream().sorted(Comparator.comparingInt(AgentEntry::rank)).forEach(entry -> {
            bySlug.putIfAbsent(entry.slug(), entry);
            byName.putIfAbsent(entry.name(), entry);
        });
        List<ServingAgent> answering = new ArrayList<>();
        for (AgentEntry entry : entries) {
            byId.put(entry.id(), entry);
            ServingAgent agent = entry.serving();
            if (agent != null) {
                answering.add(agent);
                servingById.put(agent.id(), agent);
            }
        }
        serving = List.copyOf(answering);
    }

    /** All agents, stopped ones last, otherwise by slug. */
    List<AgentEntry> entries() {
        return entries;
    }

    List<ServingAgent> serving() {
        return serving;
    }

    @Nullable
    ServingAgent serving(AgentId id) {
        return servingById.get(id);
    }

    @Nullable
    AgentEntry byId(AgentId id) {
        return byId.get(id);
    }

    @Nullable
    AgentEntry bySlug(String slug) {
        return bySlug.get(slug);
    }

    @Nullable
    AgentEntry byName(String name) {
        return byName.get(name);
    }
}
