package dev.caxton.api.agent;

import dev.caxton.api.memory.MemoryScope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a config agent wrote, read and checked.
 *
 * @param name display name, 1 to 64 characters
 * @param version semantic version
 * @param description one or two sentences; null if absent
 * @param capabilities what it can be asked for, one or more
 * @param tools what it may call
 * @param systemPrompt how it behaves
 * @param userPromptTemplate Mustache template around each message; null for the bare message
 * @param documentation Markdown body; empty if absent
 * @param parameters free values, usable as template variables
 * @param memoryEnabled whether it recalls and stores
 * @param memoryScope with whom it shares its memory
 * @param memoryRules what becomes a memory by itself, and for how long
 * @param llm which chat model answers for it; null for the server's
 * @param extras keys that the loader keeps and does not use, by name
 */
public record ConfigAgentDefinition(
        String name,
        String version,
        @Nullable String description,
        List<String> capabilities,
        List<String> tools,
        String systemPrompt,
        @Nullable String userPromptTemplate,
        String documentation,
        Map<String, Object> parameters,
        boolean memoryEnabled,
        MemoryScope memoryScope,
        MemoryRules memoryRules,
        @Nullable LlmChoice llm,
        Map<String, Object> extras) {

    public ConfigAgentDefinition {
        capabilities = List.copyOf(capabilities);
        tools = List.copyOf(tools);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        extras = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** A definition without memory rules of its own. */
    public ConfigAgentDefinition(
            String name,
            String version,
            @Nullable String description,
            List<String> capabilities,
            List<String> tools,
            String systemPrompt,
            @Nullable String userPromptTemplate,
            String documentation,
            Map<String, Object> parameters,
            boolean memoryEnabled,
            MemoryScope memoryScope,
            @Nullable LlmChoice llm,
            Map<String, Object> extras) {
        this(
                name,
                version,
                description,
                capabilities,
                tools,
                systemPrompt,
                userPromptTemplate,
                documentation,
                parameters,
                memoryEnabled,
                memoryScope,
                MemoryRules.NONE,
                llm,
                extras);
    }

    /**
     * What becomes a memory of an agent by itself, and for how long; each member null means the server's setting.
     *
     * @param autoStore whether its conversations are recorded
     * @param contentTypes kinds of facts that are recorded; empty for all
     * @param excludePatterns words that keep a fact from being recorded
     * @param retention how long what it remembers in its own scope is kept; zero for ever
     */
    public record MemoryRules(
            @Nullable Boolean autoStore,
            Set<String> contentTypes,
            @Nullable List<String> excludePatterns,
            @Nullable Duration retention) {
        /** The server's settings in everything. */
        public static final MemoryRules NONE = new MemoryRules(null, Set.of(), null, null);

        public MemoryRules {
            contentTypes = Set.copyOf(contentTypes);
            excludePatterns = excludePatterns == null ? null : List.copyOf(excludePatterns);
        }
    }

    /**
     * Which chat model answers for an agent; each member null means the server's setting.
     *
     * @param provider name of a chat model provider
     * @param model the provider's name of the model
     * @param temperature 0 to 2
     * @param maxTokens most tokens of a reply, at least 1
     */
    public record LlmChoice(
            @Nullable String provider,
            @Nullable String model,
            @Nullable Double temperature,
            @Nullable Integer maxTokens) {}
}
