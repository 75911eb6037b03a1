package dev.caxton.engine.tool;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A tool that does what a test says. */
record FakeTool(ToolDescriptor descriptor, Function<ToolCall, ToolResult> work) implements Tool {

    static FakeTool named(String name, Function<ToolCall, ToolResult> work) {
        return new FakeTool(
                new ToolDescriptor(
                        name,
                        "A tool for tests.",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of(
                                        "text", Map.of("type", "string", "contentMediaType", "text/plain"),
                                        "count", Map.of("type", "integer", "minimum", 1, "maximum", 3)),
                                "additionalProperties",
                                false),
                        List.of("text/plain"),
                        "test"),
                work);
    }

    static ToolResult.Success said(String text) {
        return new ToolResult.Success(text, Map.of(), List.of());
    }

    @Override
    public ToolResult call(ToolCall call) {
        return work.apply(call);
    }
}
