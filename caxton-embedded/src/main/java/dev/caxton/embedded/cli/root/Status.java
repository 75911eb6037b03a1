package dev.caxton.embedded.cli.root;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.AgentsHealth;
import dev.caxton.api.ops.DetailedHealth;
import dev.caxton.api.ops.ModelState;
import dev.caxton.api.ops.Operations;
import dev.caxton.api.ops.ResourceHealth;
import dev.caxton.api.ops.ServerState;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code status}: no word for a state that is not well contains the word for one that is. */
final class Status implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        Output output = invocation.output();
        DetailedHealth health;
        try {
            health = invocation.caxton().ops().detailedHealth();
        } catch (CaxtonException e) {
            if (e.type() != ProblemType.UNREACHABLE) {
                throw e;
            }
            if (output.json()) {
                output.json(Map.of("status", ServerState.DOWN, "reasons", List.of(e.getMessage())));
            } else {
                output.line("Status: down");
            }
            throw e;
        }
        if (output.json()) {
            output.json(health);
        } else {
            show(invocation, health);
        }
        if (!invocation.has("--production-ready")) {
            return ExitCode.OK;
        }
        List<String> reasons = reasons(invocation.caxton().ops(), health);
        reasons.forEach(reason -> output.complain("not fit for production: " + reason));
        return reasons.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void show(Invocation invocation, DetailedHealth health) {
        Output output = invocation.output();
        boolean safe = health.status() == ServerState.SAFE_MODE;
        DetailedHealth.Components parts = health.components();
        output.line("Status: " + (safe ? "SAFE_MODE (read-only)" : health.status()));
        output.line("Agents: " + parts.agents().config() + " config, "
                + parts.agents().wasm() + " wasm" + (safe ? ", suspended" : ""));
        output.line("Memory: " + parts.memorySystem());
        output.line("Database: " + parts.sqliteDb());
        output.line("Embedding model: " + parts.embeddingModel());
        output.line("Uptime: " + Figures.age(Duration.ofSeconds(health.uptimeSeconds())));
        output.line("Version: " + health.version());
        output.line("URL: " + invocation.door().address().url());
        for (String reason : health.reasons()) {
            output.line("Reason: " + reason);
        }
        if (invocation.has("--detailed")) {
            ResourceHealth resources = invocation.caxton().ops().resourceHealth();
            AgentsHealth agents = invocation.caxton().ops().agentsHealth();
            output.line("Failing agents: " + agents.failing());
            output.line("Resident memory: " + resources.memoryMb() + "MB");
            output.line("Processor: " + Figures.decimal(resources.cpuPercent()) + "%");
            output.line("Free disk: " + Figures.decimal(resources.diskGb()) + "GB");
        }
    }

    /** Why a server is not fit for production; empty if it is. */
    static List<String> reasons(Operations ops, DetailedHealth health) {
        List<String> reasons = new ArrayList<>();
        if (health.status() != ServerState.HEALTHY) {
            reasons.add("status is " + health.status());
            reasons.addAll(health.reasons());
        }
        if (health.components().embeddingModel() != ModelState.LOADED) {
            reasons.add("embedding model is " + health.components().embeddingModel());
        }
        if (!health.components().sqliteDb().equals("ok")) {
            reasons.add("database: " + health.components().sqliteDb());
        }
        int failing = ops.agentsHealth().failing();
        if (failing > 0) {
            reasons.add(failing + (failing == 1 ? " agent fails" : " agents fail"));
        }
        return reasons;
    }
}
