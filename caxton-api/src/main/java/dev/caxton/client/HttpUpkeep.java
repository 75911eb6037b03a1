package dev.caxton.client;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.CleanupReport;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.LintReport;
import dev.caxton.api.memory.MemoryCapacity;
import dev.caxton.api.memory.MemoryCheck;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryDiagnosis;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.api.memory.MemoryTrend;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.MemoryUsage;
import dev.caxton.api.memory.ModelFigures;
import dev.caxton.api.memory.OptimizeReport;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.api.memory.OrphanCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Upkeep of the memory over HTTP. */
final class HttpUpkeep implements MemoryUpkeep {

    private final Exchange exchange;

    HttpUpkeep(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public MemoryUsage usage() {
        return exchange.request("GET", "memory", "usage").as(MemoryUsage.class);
    }

    @Override
    public MemoryCapacity capacity(int warnPercent) {
        return exchange.request("GET", "memory", "capacity")
                .query("warn_percent", warnPercent)
                .as(MemoryCapacity.class);
    }

    @Override
    public MemoryDiagnosis diagnose() {
        return exchange.request("GET", "memory", "diagnosis").as(MemoryDiagnosis.class);
    }

    @Override
    public List<MemoryTiming> timings(@Nullable Instant since, Duration threshold) {
        return List.of(exchange.request("GET", "memory", "timings")
                .query("since", since)
                .query("threshold", threshold.toMillis() + "ms")
                .as(MemoryTiming[].class));
    }

    @Override
    public List<MemoryTrend> trends() {
        return List.of(exchange.request("GET", "memory", "trends").as(MemoryTrend[].class));
    }

    @Override
    public ModelFigures model() {
        return exchange.request("GET", "memory", "model").as(ModelFigures.class);
    }

    @Override
    public MemoryCheck check(MemoryCheckLevel level, @Nullable AgentRef agent) {
        return exchange.request("GET", "memory", "check")
                .query("level", level)
                .query("agent_id", agent)
                .as(MemoryCheck.class);
    }

    /** From the answer about the memory's health, which tells it by the way. */
    @Override
    public OrphanCheck orphans() {
        Checks checks = exchange.request("GET", "memory", "health").as(Checks.class, 503);
        if (checks.orphanedRelations() == null || checks.lastCheck() == null || checks.nextCheck() == null) {
            throw CaxtonException.of(
                    ProblemType.STORAGE_FAILED, "The server cannot count orphaned relations", (String) null);
        }
        return new OrphanCheck(checks.orphanedRelations(), checks.lastCheck(), checks.nextCheck());
    }

    private record Checks(
            @Nullable Long orphanedRelations,
            @Nullable Instant lastCheck,
            @Nullable Instant nextCheck) {}

    @Override
    public LintReport lint(int limit) {
        return exchange.request("GET", "memory", "lint").query("limit", limit).as(LintReport.class);
    }

    @Override
    public CleanupReport cleanup(CleanupRequest request) {
        return exchange.request("POST", "memory", "cleanup").body(request).as(CleanupReport.class);
    }

    @Override
    public OptimizeReport optimize(OptimizeRequest request) {
        return exchange.request("POST", "memory", "optimize").body(request).as(OptimizeReport.class);
    }

    @Override
    public long clearCache() {
        return exchange.request("POST", "memory", "cache", "clear")
                .as(ClearedCache.class)
                .entriesRemoved();
    }

    private record ClearedCache(long entriesRemoved) {}
}
