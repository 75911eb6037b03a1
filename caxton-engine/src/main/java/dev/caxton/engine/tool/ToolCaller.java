package dev.caxton.engine.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * On whose behalf tools are called, while one answer comes into being.
 *
 * @param agent slug of the agent
 * @param granted tools that its file lists
 * @param conversationId the conversation that is answered
 * @param parameters the agent's free parameters
 */
public record ToolCaller(String agent, Set<String> granted, String conversationId, Map<String, Object> parameters) {
    public ToolCaller {
        granted = Set.copyOf(granted);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
