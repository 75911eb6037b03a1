package dev.caxton.embedded.cli.root;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.Health;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.ops.ServerState;
import dev.caxton.embedded.cli.Await;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code health-check}: with a timeout it waits for a server that is starting. */
final class HealthCheck implements Verb {

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    @Override
    public ExitCode run(Invocation invocation) {
        Operations ops = invocation.caxton().ops();
        Duration patience =
                invocation.duration("--timeout", invocation.has("--wait-ready") ? READY_LIMIT : Duration.ZERO);
        boolean healthy = Await.until(patience, () -> isHealthy(ops));
        Output output = invocation.output();
        Health health = ops.health();
        if (output.json()) {
            output.json(invocation.has("--comprehensive") ? ops.detailedHealth() : health);
        } else {
            output.line("Status: " + health.status());
        }
        if (!healthy) {
            output.complain("status is " + health.status());
            ops.detailedHealth().reasons().forEach(reason -> output.complain("  " + reason));
            return ExitCode.FAILED;
        }
        return invocation.has("--comprehensive") ? everyPart(output, ops) : ExitCode.OK;
    }

    private static ExitCode everyPart(Output output, Operations ops) {
        DetailedHealth detailed = ops.detailedHealth();
        if (!output.json()) {
            output.line("Memory: " + detailed.components().memorySystem());
            output.line("Database: " + detailed.components().sqliteDb());
            output.line("Embedding model: " + detailed.components().embeddingModel());
        }
        var reasons = Status.reasons(ops, detailed);
        reasons.forEach(reason -> output.complain("  " + reason));
        return reasons.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean isHealthy(Operations ops) {
        @Nullable ServerState state;
        try {
            state = ops.health().status();
        } catch (CaxtonException e) {
            // While there is time left it may still come; the last look throws.
            state = null;
        }
        return state == ServerState.HEALTHY;
    }
}
