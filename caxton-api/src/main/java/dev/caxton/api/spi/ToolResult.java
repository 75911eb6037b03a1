package dev.caxton.api.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tool returned. It is data for the model, never an instruction to the platform. */
public sealed interface ToolResult {

    /**
     * It worked.
     *
     * @param text summary that an answer may quote, with its figures
     * @param data the result as JSON has it
     * @param artifacts pieces that other tools can take
     */
    record Success(String text, Map<String, Object> data, List<Artifact> artifacts) implements ToolResult {
        public Success {
            data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
            artifacts = List.copyOf(artifacts);
        }
    }

    /**
     * It did not work.
     *
     * @param code stable word, such as {@code private_address}
     * @param message subject, value, expectation
     * @param hint the remedy; null where there is none
     * @param retryable whether the same call may succeed later
     */
    record Failure(String code, String message, @Nullable String hint, boolean retryable) implements ToolResult {}

    /**
     * A piece of a result.
     *
     * @param name what it is called, such as a file name or URL
     * @param mediaType what it is
     * @param value a string, or a structure as JSON has it
     */
    record Artifact(String name, String mediaType, Object value) {}
}
