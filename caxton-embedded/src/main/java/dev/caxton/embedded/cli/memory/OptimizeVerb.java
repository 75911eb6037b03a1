package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.MemoryCheck;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.OptimizeReport;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code memory optimize}, {@code reindex} and {@code gc}: one thing with different names for what is wanted. */
final class OptimizeVerb implements Verb {

    private final String name;

    OptimizeVerb(String name) {
        this.name = name;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        MemoryUpkeep upkeep = invocation.caxton().memory().upkeep();
        OptimizeReport report = upkeep.optimize(request(invocation));
        Output output = invocation.output();
        if (output.json()) {
            output.json(report);
        } else {
            for (OptimizeReport.Step step : report.steps()) {
                output.line(step.step().replace('_', ' ') + ": " + step.outcome() + " ("
                        + Figures.millis(step.durationMs()) + ")");
            }
            output.line("Database: " + Figures.bytes(report.bytesBefore()) + " before, "
                    + Figures.bytes(report.bytesAfter()) + " after");
        }
        if (!invocation.has("--verify-after")) {
            return ExitCode.OK;
        }
        MemoryCheck check = upkeep.check(MemoryCheckLevel.CONSISTENCY, null);
        check.checks().stream()
                .filter(item -> !item.passed())
                .forEach(item -> output.complain(item.name() + ": " + item.detail()));
        return check.passed() ? ExitCode.OK : ExitCode.FAILED;
    }

    private OptimizeRequest request(Invocation invocation) {
        @Nullable
        Duration longest =
                invocation.has("--max-duration") ? invocation.duration("--max-duration", Duration.ZERO) : null;
        return switch (name) {
            case "reindex" -> new OptimizeRequest(false, true, invocation.has("--optimize"), false, false, null);
            case "gc" ->
                invocation.has("--aggressive")
                        ? new OptimizeRequest(true, false, false, true, false, longest)
                        : OptimizeRequest.incremental(longest);
            default ->
                new OptimizeRequest(
                        invocation.has("--vacuum-sqlite") || invocation.has("--vacuum"),
                        invocation.has("--rebuild-index") || invocation.has("--reindex"),
                        invocation.has("--analyze"),
                        invocation.has("--clear-cache"),
                        invocation.has("--recompute-embeddings"),
                        longest);
        };
    }
}
