package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.MemoryUsage;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code memory usage}. */
final class UsageVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        MemoryUsage usage = invocation.caxton().memory().upkeep().usage();
        Output output = invocation.output();
        if (output.json()) {
            output.json(usage);
        } else if (invocation.has("--percentage")) {
            output.line(String.valueOf(Math.round(usage.percent())));
        } else {
            List<List<String>> rows = new ArrayList<>();
            for (MemoryUsage.Component part : usage.components()) {
                Long limit = part.limitBytes();
                rows.add(List.of(
                        part.component(),
                        Figures.bytes(part.usageBytes()),
                        limit == null ? "-" : Figures.bytes(limit),
                        part.status().toUpperCase(Locale.ROOT)));
            }
            output.table(List.of("COMPONENT", "USAGE", "LIMIT", "STATUS"), rows);
        }
        return ExitCode.OK;
    }
}
