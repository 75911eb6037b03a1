package dev.caxton.engine.tool;

import dev.caxton.api.spi.ArtifactReference;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Artifacts of one answer, so that a call can name one instead of carrying it. Thread-safe. */
final class ArtifactShelf {

    private final Map<String, ToolResult.Artifact> artifacts = new LinkedHashMap<>();

    synchronized void put(String callId, List<ToolResult.Artifact> results) {
        for (int index = 0; index < results.size(); index++) {
            artifacts.put(ArtifactReference.of(callId, index), results.get(index));
        }
    }

    /**
     * The arguments with references replaced by what they refer to, where the schema takes an artifact.
     *
     * @throws ToolFailedException if a reference leads nowhere
     */
    synchronized Map<String, Object> resolve(ToolDescriptor tool, Map<String, Object> arguments) {
        if (!(tool.inputSchema().get("properties") instanceof Map<?, ?> properties)) {
            return arguments;
        }
        Map<String, Object> resolved = new LinkedHashMap<>(arguments);
        resolved.replaceAll((name, value) -> {
            boolean takesArtifact =
                    properties.get(name) instanceof Map<?, ?> property && property.containsKey("contentMediaType");
            if (!takesArtifact || !(value instanceof String text) || !ArtifactReference.isReference(text)) {
                return value;
            }
            ToolResult.Artifact artifact = artifacts.get(text);
            if (artifact == null) {
                throw new ToolFailedException(
                        "unknown_artifact",
                        "Argument '" + name + "' of tool '" + tool.name() + "' refers to '" + Values.cut(text)
                                + "', expected one of " + artifacts.keySet(),
                        "Refer only to artifacts that an earlier call of the same answer returned.");
            }
            return artifact.value();
        });
        return resolved;
    }
}
