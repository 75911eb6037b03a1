package dev.caxton.embedded.cli.tools;

import dev.caxton.api.ExitCode;
import dev.caxton.api.tool.ToolDescriptor;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.List;

/** {@code tools list}. */
final class ListTools implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        List<ToolDescriptor> tools = invocation.caxton().tools().list();
        Output output = invocation.output();
        if (invocation.has("--count")) {
            output.line(Integer.toString(tools.size()));
        } else if (invocation.has("--names-only")) {
            tools.forEach(tool -> output.line(tool.name()));
        } else if (output.json()) {
            output.json(tools);
        } else {
            output.table(
                    List.of("NAME", "SOURCE", "DESCRIPTION"),
                    tools.stream()
                            .map(tool -> List.of(tool.name(), tool.source(), tool.description()))
                            .toList());
        }
        return ExitCode.OK;
    }
}
