package dev.caxton.engine.program;

import dev.caxton.api.spi.Tool;
import dev.caxton.api.spi.ToolCall;
import dev.caxton.api.spi.ToolProvider;
import dev.caxton.api.spi.ToolResult;
import dev.caxton.api.tool.ToolDescriptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The program's tool. */
@ApplicationScoped
public class ClockTools implements ToolProvider {

    @Override
    public Collection<Tool> tools() {
        return List.of(new Tool() {
            @Override
            public ToolDescriptor descriptor() {
                return new ToolDescriptor("clock", "Tells the time.", Map.of("type", "object"), List.of(), "program");
            }

            @Override
            public ToolResult call(ToolCall call) {
                return new ToolResult.Success("noon", Map.of(), List.of());
            }
        });
    }
}
