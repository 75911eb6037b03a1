package dev.caxton.engine.agent;

import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFilter;
import dev.caxton.api.agent.AgentType;
import dev.caxton.api.agent.ConfigAgentDefinition;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.engine.agent.file.AgentFileParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what is known of agents into what is reported. Shared between threads. */
final class AgentDescriptions {

    private final AgentReloads reloads;
    private final AgentFileParser parser;
    private final String defaultProvider;

    AgentDescriptions(AgentReloads reloads, AgentFileParser parser, String defaultProvider) {
        this.reloads = reloads;
        this.parser = parser;
        this.defaultProvider = defaultProvider;
    }

    List<AgentDescription> list(AgentFilter filter) {
        if (filter.type() == AgentType.WASM) {
            return List.of();
        }
        return reloads.snapshot().entries().stream()
                .filter(entry -> filter.states().isEmpty()
                        ? !entry.isStopped()
                        : filter.states().contains(entry.lifecycle().state()))
                .map(this::describe)
                .filter(agent -> offers(agent, filter.capability()))
                .toList();
    }

    /** A capability without version means every version of it. */
    private static boolean offers(AgentDescription agent, @Nullable String capability) {
        return capability == null
                || agent.capabilities().stream()
                        .anyMatch(offered -> offered.equals(capability) || offered.startsWith(capability + ":"));
    }

    AgentDescription describe(AgentEntry entry) {
        AgentEntry.Version version = entry.version();
        ConfigAgentDefinition definition = version == null ? null : version.definition();
        if (version != null && definition == null) {
            definition = stored(entry, version.sequence());
        }
        return new AgentDescription(
                entry.id(),
                entry.name(),
                entry.slug(),
                AgentType.CONFIG,
                entry.lifecycle().state(),
                version == null ? "" : version.semver(),
                version == null ? 0 : version.sequence(),
                version == null ? "" : version.digest(),
                definition == null ? null : definition.description(),
                definition == null ? List.of() : definition.capabilities(),
                definition == null ? List.of() : definition.tools(),
                definition != null && definition.memoryEnabled(),
                definition == null ? MemoryScope.AGENT : definition.memoryScope(),
                provider(definition),
                entry.source() == null ? null : entry.source().toString(),
                entry.lifecycle().since(),
                entry.problems());
    }

    private @Nullable ConfigAgentDefinition stored(AgentEntry entry, long sequence) {
        AgentFile file = reloads.versions().content(entry.id(), sequence).orElse(null);
        return file == null ? null : parser.parse(file).definition();
    }

    private String provider(@Nullable ConfigAgentDefinition definition) {
        String own = definition == null || definition.llm() == null
                ? null
                : definition.llm().provider();
        return own == null ? defaultProvider : own;
    }
}
