package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.Map;

/** {@code memory cache-clear}; with {@code --rebuild} the vector index is built anew too. */
final class CacheClearVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        MemoryUpkeep upkeep = invocation.caxton().memory().upkeep();
        long removed = upkeep.clearCache();
        Output output = invocation.output();
        if (invocation.has("--rebuild")) {
            upkeep.optimize(new OptimizeRequest(false, true, false, false, false, null));
        }
        if (output.json()) {
            output.json(Map.of("entries_removed", removed, "rebuilt", invocation.has("--rebuild")));
        } else {
            output.line("Embedding cache: " + Figures.count(removed) + " entries removed");
            if (invocation.has("--rebuild")) {
                output.line("Indexes: rebuilt");
            }
        }
        return ExitCode.OK;
    }
}
