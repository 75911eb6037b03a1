package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.memory.MemoryCapacity;
import dev.caxton.api.memory.MemoryDiagnosis.Finding;
import dev.caxton.api.memory.MemoryDiagnosis.QueryKind;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.ops.ModelState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an operator should know of the memory's figures, each with what to do. */
final class Findings {

    /** Documented targets of runbook 002. */
    private static final double SEARCH_TARGET_MS = 50;

    private static final double HIT_RATE_TARGET = 0.85;
    private static final double TRAVERSAL_TARGET_MS = 8;

    private Findings() {}

    static List<Finding> of(MemoryStatus now, MemoryCapacity capacity, List<QueryKind> kinds) {
        List<Finding> findings = new ArrayList<>();
        if (!now.sqliteStatus().equals("ok")) {
            findings.add(
                    new Finding("error", "database", now.sqliteStatus(), "Run caxton memory integrity-check --full."));
        }
        if (now.modelState() != ModelState.LOADED) {
            findings.add(new Finding(
                    now.modelState() == ModelState.STARTING ? "note" : "warning",
                    "embedding model",
                    now.embeddingModel() + " is " + now.modelState() + "; searches go by words only",
                    "Run caxton memory model-status."));
        } else if (now.vectorsMissing() > 0) {
            findings.add(new Finding(
                    "note",
                    "vectors",
                    now.vectorsMissing() + " texts have no vector yet; they are found by words only",
                    "Wait; they are being made in the background."));
        }
        for (MemoryCapacity.Limit limit : capacity.limits()) {
            if (limit.percent() >= capacity.warnPercent()) {
                findings.add(new Finding(
                        "warning",
                        limit.subject().isEmpty() ? limit.name() : limit.name() + " " + limit.subject(),
                        String.format(
                                Locale.ROOT, "%,d of %,d (%.0f%%)", limit.count(), limit.limit(), limit.percent()),
                        "Run caxton memory cleanup, or consider an external backend."));
            }
        }
        for (QueryKind kind : kinds) {
            double target = kind.queryType().equals(QueryTimings.SEARCH)
                    ? SEARCH_TARGET_MS
                    : kind.queryType().equals(QueryTimings.TRAVERSAL) ? TRAVERSAL_TARGET_MS : Double.MAX_VALUE;
            if (kind.p99Ms() > target) {
                findings.add(new Finding(
                        "warning",
                        kind.queryType(),
                        String.format(Locale.ROOT, "P99 is %.0f ms, the target is %.0f ms", kind.p99Ms(), target),
                        "Run caxton memory optimize --incremental."));
            }
        }
        Double hitRate = now.cacheHitRate();
        if (hitRate != null && hitRate < HIT_RATE_TARGET) {
            findings.add(new Finding(
                    "note",
                    "embedding cache",
                    String.format(Locale.ROOT, "hit rate is %.0f%%, the target is 85%%", hitRate * 100),
                    "Raise memory.embedding_cache_entries if the same texts are embedded again and again."));
        }
        return findings;
    }
}
