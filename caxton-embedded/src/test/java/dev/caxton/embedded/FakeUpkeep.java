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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says that nothing is orphaned; all else is tested against the engine. */
final class FakeUpkeep implements MemoryUpkeep {

    @Override
    public MemoryUsage usage() {
        throw elsewhere();
    }

    @Override
    public MemoryCapacity capacity(int warnPercent) {
        throw elsewhere();
    }

    @Override
    public MemoryDiagnosis diagnose() {
        throw elsewhere();
    }

    @Override
    public List<MemoryTiming> timings(@Nullable Instant since, Duration threshold) {
        throw elsewhere();
    }

    @Override
    public List<MemoryTrend> trends() {
        throw elsewhere();
    }

    @Override
    public ModelFigures model() {
        throw elsewhere();
    }

    @Override
    public MemoryCheck check(MemoryCheckLevel level, @Nullable AgentRef agent) {
        throw elsewhere();
    }

    @Override
    public OrphanCheck orphans() {
        return new OrphanCheck(0, FakeAgents.AT, FakeAgents.AT);
    }

    @Override
    public LintReport lint(int limit) {
        throw elsewhere();
    }

    @Override
    public CleanupReport cleanup(CleanupRequest request) {
        throw elsewhere();
    }

    @Override
    public OptimizeReport optimize(OptimizeRequest request) {
        throw elsewhere();
    }

    @Override
    public long clearCache() {
        throw elsewhere();
    }

    private static UnsupportedOperationException elsewhere() {
        return new UnsupportedOperationException("upkeep is tested against the engine");
    }
}
