package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.VectorState;
import dev.caxton.api.memory.VectorStatus;
import dev.caxton.api.ops.ModelState;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import org.jspecify.annotations.Nullable;

/** {@code memory status}: the word healthy is in it only when the whole memory is. */
final class MemoryStatusVerb implements Verb {

    /**
     * More than the status.
     *
     * @param mostEntities entities recommended at most
     * @param baselineBytes what a process with the model is expected to take
     */
    private record Details(long mostEntities, long baselineBytes) {
        static Details of(Memory memory) {
            return new Details(
                    memory.configuration().retentionPolicy().maxEntities(),
                    memory.upkeep().model().baselineBytes());
        }
    }

    @Override
    public ExitCode run(Invocation invocation) {
        return MemoryDoor.with(invocation, memory -> run(invocation, memory));
    }

    private static ExitCode run(Invocation invocation, Memory memory) {
        MemoryStatus status = memory.status();
        Output output = invocation.output();
        if (output.json()) {
            output.json(status);
            return ExitCode.OK;
        }
        @Nullable Details details = invocation.has("--detailed") ? Details.of(memory) : null;
        boolean detailed = details != null;
        @Nullable Double free = detailed ? status.fragmentationPercent() : null;
        boolean databaseOk = status.sqliteStatus().equals("ok");
        boolean healthy = databaseOk && status.modelState() == ModelState.LOADED;
        output.line("SQLite database: " + (healthy ? "healthy" : status.sqliteStatus()) + " ("
                + Figures.bytes(status.sqliteSizeBytes())
                + (free == null ? "" : ", " + Math.round(free) + "% fragmentation") + ")");
        output.line("Embedding model: " + status.embeddingModel() + " " + status.modelState()
                + (details == null ? "" : " (" + Figures.bytes(details.baselineBytes()) + " baseline)"));
        output.line("Entities: " + Figures.count(status.entities()) + " stored"
                + (details == null
                        ? ""
                        : " (" + Figures.percent((double) status.entities() / details.mostEntities()) + " of "
                                + Figures.count(details.mostEntities()) + ")"));
        output.line("Relations: " + Figures.count(status.relations()) + " connections");
        output.line("Observations: " + Figures.count(status.observations()) + ", vectors: "
                + Figures.count(status.vectors())
                + (status.vectorsMissing() == 0 ? "" : ", still to come: " + Figures.count(status.vectorsMissing())));
        VectorStatus vectors = status.vectorIndex();
        if (vectors != null && vectors.keywordOnly()) {
            output.line("Search: keyword only");
        } else if (vectors != null && (detailed || vectors.state() != VectorState.READY)) {
            output.line("Vector index: " + vectors.state() + " (" + Figures.count(vectors.loaded()) + " of "
                    + Figures.count(vectors.toLoad()) + " taken over at the start, " + Figures.bytes(vectors.bytes())
                    + ")");
        }
        output.line("Vector cache: "
                + (status.cacheHitRate() == null
                        ? "not used yet"
                        : Figures.percent(status.cacheHitRate()) + " hit rate")
                + (detailed ? " (target: >85%)" : ""));
        if (detailed) {
            output.line("Search latency P99: "
                    + (status.searchLatencyP99Ms() == null
                            ? "not measured yet"
                            : Figures.millis(status.searchLatencyP99Ms()))
                    + " (target: <50ms)");
        }
        return ExitCode.OK;
    }
}
