package dev.caxton.api.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tool is and takes.
 *
 * @param name snake_case name that agent files list
 * @param description one or two sentences that a model chooses by
 * @param inputSchema JSON Schema of the arguments, an object
 * @param produces media types of the artifacts it may return, which other tools can take
 * @param source {@code builtin} or the provider's name
 */
public record ToolDescriptor(
        String name, String description, Map<String, Object> inputSchema, List<String> produces, String source) {
    public ToolDescriptor {
        inputSchema = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputSchema));
        produces = List.copyOf(produces);
    }
}
