package dev.caxton.engine.agent.file;

import java.util.Set;

/**
 * What a file is held against besides its own format.
 *
 * @param tools names of the registered tools
 * @param providers names of the chat model providers
 * @param strict whether names that are not kebab-case are warned about
 */
public record AgentFileRules(Set<String> tools, Set<String> providers, boolean strict) {
    public AgentFileRules {
        tools = Set.copyOf(tools);
        providers = Set.copyOf(providers);
    }
}
