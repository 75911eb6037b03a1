package dev.caxton.api.agent;

import dev.caxton.api.Violation;
import dev.caxton.api.memory.MemoryScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the server reports it.
 *
 * @param id stable across reloads and restarts
 * @param name display name from the definition
 * @param slug file stem; addresses the agent in paths
 * @param type config or wasm
 * @param state where it is in its life
 * @param version the author's semantic version of the serving definition
 * @param sequence number of the serving definition, from 1, counted by the server
 * @param digest SHA-256 of the serving definition's bytes, in hex
 * @param description one or two sentences; null if the author gave none
 * @param capabilities what it can be asked for
 * @param tools what it may call
 * @param memoryEnabled whether it recalls and stores
 * @param memoryScope with whom it shares its memory
 * @param provider chat model provider that answers for it
 * @param source path of its file; null for an agent without one
 * @param since when it came into this state
 * @param problems why it failed, or why its newest file is not the one that serves; never null
 */
public record AgentDescription(
        AgentId id,
        String name,
        String slug,
        AgentType type,
        AgentState state,
        String version,
        long sequence,
        String digest,
        @Nullable String description,
        List<String> capabilities,
        List<String> tools,
        boolean memoryEnabled,
        MemoryScope memoryScope,
        String provider,
        @Nullable String source,
        Instant since,
        List<Violation> problems) {
    public AgentDescription {
        capabilities = List.copyOf(capabilities);
        tools = List.copyOf(tools);
        problems = List.copyOf(problems);
    }
}
