package dev.caxton.embedded;

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
import dev.caxton.api.ops.ModelState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds nothing amiss and has nothing to do. */
final class FakeUpkeep implements MemoryUpkeep {

    @Override
    public MemoryUsage usage() {
        return new MemoryUsage(List.of(), 0);
    }

    @Override
    public MemoryCapacity capacity(int warnPercent) {
        return new MemoryCapacity(warnPercent, 0, false, List.of());
    }

    @Override
    public MemoryDiagnosis diagnose() {
        return new MemoryDiagnosis(List.of(), List.of(), List.of());
    }

    @Override
    public List<MemoryTiming> timings(@Nullable Instant since, Duration threshold) {
        return List.of();
    }

    @Override
    public List<MemoryTrend> trends() {
        return List.of();
    }

    @Override
    public ModelFigures model() {
        return new ModelFigures("all-MiniLM-L6-v2", ModelState.LOADED, 384, null, 1, 0, 10_000, null, null);
    }

    @Override
    public MemoryCheck check(MemoryCheckLevel level, @Nullable AgentRef agent) {
        return new MemoryCheck(level, true, List.of());
    }

    @Override
    public OrphanCheck orphans() {
        return new OrphanCheck(0, FakeAgents.AT, FakeAgents.AT);
    }

    @Override
    public LintReport lint(int limit) {
        return new LintReport(List.of(), 0);
    }

    @Override
    public CleanupReport cleanup(CleanupRequest request) {
        return new CleanupReport(request.dryRun(), List.of(), 4096, 4096);
    }

    @Override
    public OptimizeReport optimize(OptimizeRequest request) {
        return new OptimizeReport(List.of(), true, 4096, 4096);
    }

    @Override
    public long clearCache() {
        return 0;
    }
}
