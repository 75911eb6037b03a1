package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.WireName;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.MemoryStats;
import dev.caxton.api.memory.MemoryStats.GlobalStats;
import dev.caxton.api.memory.MemoryStats.PerformanceMetrics;
import dev.caxton.api.memory.MemoryTrend;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code memory stats}. */
final class MemoryStatsVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String agent = invocation.text("--agent");
        String scope = invocation.text("--scope");
        MemoryStats stats = invocation
                .caxton()
                .memory()
                .stats(
                        agent == null ? null : AgentRef.of(agent),
                        scope == null ? null : WireName.parse(MemoryScope.class, "--scope", scope));
        Output output = invocation.output();
        if (output.json()) {
            if (invocation.has("--include-trends")) {
                output.json(Map.of(
                        "stats",
                        stats,
                        "trends",
                        invocation.caxton().memory().upkeep().trends()));
            } else {
                output.json(stats);
            }
        } else if (invocation.has("--detailed")) {
            sentences(
                    output, stats, invocation.caxton().memory().upkeep().model().baselineBytes());
        } else {
            targets(output, stats.performanceMetrics());
            GlobalStats all = stats.globalStats();
            output.line("");
            output.line("Entities: " + Figures.count(all.totalEntities()) + ", relations: "
                    + Figures.count(all.totalRelations()) + ", observations: " + Figures.count(all.totalObservations())
                    + ", storage: " + Figures.decimal(all.storageSizeMb()) + "MB");
        }
        if (!output.json() && invocation.has("--include-trends")) {
            trends(output, invocation.caxton().memory().upkeep().trends());
        }
        return ExitCode.OK;
    }

    private static void sentences(Output output, MemoryStats stats, long baselineBytes) {
        GlobalStats all = stats.globalStats();
        PerformanceMetrics times = stats.performanceMetrics();
        output.line("Semantic search latency P99: " + millis(times.searchLatencyP99Ms()));
        output.line("Graph traversal P99: " + millis(times.graphTraversalP99Ms()));
        output.line("Average search: " + millis(times.avgSearchTimeMs()));
        output.line("Average write: " + millis(times.avgStorageTimeMs()));
        output.line("Storage usage: " + Figures.decimal(all.storageSizeMb()) + "MB total");
        output.line("Memory baseline: " + Figures.bytes(baselineBytes) + " (embedding model)");
        output.line("Embedding model: " + all.embeddingModel() + " (" + all.embeddingDimensions() + " dimensions)");
        output.line("Agents with memory: " + Figures.count(all.totalAgents()));
        List<List<String>> rows = new ArrayList<>();
        for (MemoryStats.ScopeStats scope : stats.scopeBreakdown()) {
            rows.add(List.of(
                    scope.scope().wireName(),
                    Figures.count(scope.entities()),
                    Figures.count(scope.relations()),
                    Figures.count(scope.observations())));
        }
        output.table(List.of("SCOPE", "ENTITIES", "RELATIONS", "OBSERVATIONS"), rows);
    }

    /** Once an hour of what is known; the newest in any case. */
    private static void trends(Output output, List<MemoryTrend> trends) {
        output.line("");
        if (trends.isEmpty()) {
            output.line("Trends: the first sample is taken five minutes after the start");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        Instant next = Instant.MIN;
        for (MemoryTrend trend : trends) {
            if (!trend.at().isBefore(next) || trend.equals(trends.getLast())) {
                next = trend.at().plus(Duration.ofHours(1));
                rows.add(List.of(
                        trend.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                        Figures.count(trend.entities()),
                        Figures.count(trend.relations()),
                        Figures.bytes(trend.databaseBytes()),
                        millis(trend.searchP99Ms()),
                        trend.cacheHitRate() == null ? "-" : Figures.percent(trend.cacheHitRate())));
            }
        }
        output.table(List.of("TIME", "ENTITIES", "RELATIONS", "DATABASE", "SEARCH-P99", "CACHE-HITS"), rows);
    }

    private static void targets(Output output, PerformanceMetrics times) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(below("Semantic search P99", 50, times.searchLatencyP99Ms()));
        rows.add(below("Graph traversal P99", 100, times.graphTraversalP99Ms()));
        rows.add(below("Average write", 20, times.avgStorageTimeMs()));
        rows.add(above("Embedding generation", "100/s", 100, times.embeddingsPerSecond(), "/s"));
        Double hitRate = times.cacheHitRate();
        rows.add(above("Vector cache hit rate", "85%", 85, hitRate == null ? null : hitRate * 100, "%"));
        output.table(List.of("METRIC", "TARGET", "ACTUAL", "STATUS"), rows);
    }

    private static List<String> below(String metric, int target, @Nullable Double actual) {
        return List.of(metric, target + "ms", millis(actual), status(actual, actual != null && actual <= target));
    }

    private static List<String> above(String metric, String shown, int target, @Nullable Double actual, String unit) {
        // Rounded down: what misses its target does not look as if it reached it.
        String text = actual == null ? "-" : (long) Math.floor(actual) + unit;
        return List.of(metric, shown, text, status(actual, actual != null && actual >= target));
    }

    private static String status(@Nullable Double actual, boolean reached) {
        return actual == null ? "-" : reached ? "✓ OK" : "✗ DEGRADED";
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "-" : Figures.millis(millis);
    }
}
