package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.ModelFigures;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;

/** {@code memory model-stats}. */
final class ModelStatsVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        ModelFigures model = invocation.caxton().memory().upkeep().model();
        Output output = invocation.output();
        if (output.json()) {
            output.json(model);
            return ExitCode.OK;
        }
        Long bytes = model.processBytes();
        Double hits = model.cacheHitRate();
        Double rate = model.textsPerSecond();
        output.line("MODEL: " + model.model() + " " + model.state());
        output.line("MEMORY: " + (bytes == null ? "-" : Figures.bytes(bytes)) + " of the whole process (baseline: "
                + Figures.bytes(model.baselineBytes()) + ")");
        output.line("CACHE_HIT_RATE: " + (hits == null ? "not used yet" : Figures.percent(hits)) + " (target: >85%)");
        output.line(
                "CACHE_ENTRIES: " + Figures.count(model.cacheEntries()) + " / " + Figures.count(model.cacheLimit()));
        output.line("EMBEDDINGS: " + (rate == null ? "none yet" : (long) Math.floor(rate) + "/s") + " (target: 100/s)");
        return ExitCode.OK;
    }
}
