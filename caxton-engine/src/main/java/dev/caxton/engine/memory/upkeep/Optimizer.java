package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.ProblemType;
import dev.caxton.api.UnavailableException;
import dev.caxton.api.memory.OptimizeReport;
import dev.caxton.api.memory.OptimizeReport.Step;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Maintenance;
import dev.caxton.engine.store.Operation;
import dev.caxton.engine.store.PruneHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compacts and rebuilds, step by step, as long as there is time. */
final class Optimizer {

    /** A client may repeat a request for a week. */
    private static final Duration OPERATIONS_KEPT = Duration.ofDays(7);
    /** The documented retention of the audit trail is longer; it is pruned with the change log here. */
    private static final Duration HISTORY_KEPT = Duration.ofDays(365);

    private static final int PRUNED_AT_ONCE = 1_000;
    private static final String ACTOR = "optimize";

    private final Database database;
    private final DerivedIndexes derived;
    private final Cleanup cleanup;
    private final IdGenerator ids;
    private final Clock clock;

    Optimizer(Database database, DerivedIndexes derived, Cleanup cleanup, IdGenerator ids, Clock clock) {
        this.database = database;
        this.derived = derived;
        this.cleanup = cleanup;
        this.ids = ids;
        this.clock = clock;
    }

    OptimizeReport run(OptimizeRequest request) {
        return new Run(request.maxDuration()).of(request);
    }

    private final class Run {
        private final List<Step> steps = new ArrayList<>();
        private final long start = System.nanoTime();
        private final @Nullable Duration longest;
        private boolean finished = true;

        Run(@Nullable Duration longest) {
            this.longest = longest;
        }

        OptimizeReport of(OptimizeRequest request) {
            long before = database.sizeBytes();
            if (request.incremental()) {
                step("remove_orphans", () -> cleanup.removeOrphaned(this::timeLeft) + " rows removed");
                step("prune_history", this::prune);
                step("query_statistics", () -> maintain(Maintenance.OPTIMIZE, "brought up to date where due"));
                step("text_index", derived::mergeTextIndex);
                step("checkpoint", this::truncateLog);
            }
            if (request.clearCache()) {
                step("clear_cache", () -> derived.clearCache() + " entries removed");
            }
            if (request.reindex()) {
                step("database_indexes", () -> maintain(Maintenance.REINDEX, "built anew"));
                step("text_index", derived::rebuildTextIndex);
                step("vector_index", derived::rebuildVectors);
            }
            if (request.recomputeEmbeddings()) {
                step("recompute_embeddings", derived::recomputeEmbeddings);
            }
            if (request.analyze()) {
                step("query_statistics", () -> maintain(Maintenance.ANALYZE, "counted anew"));
            }
            if (request.vacuum()) {
                step("vacuum", () -> {
                    database.rewrite();
                    return "file written anew";
                });
            }
            return new OptimizeReport(steps, finished, before, database.sizeBytes());
        }

        private boolean timeLeft() {
            return longest == null || System.nanoTime() - start < longest.toNanos();
        }

        private void step(String name, Supplier<String> work) {
            if (!timeLeft()) {
                finished = false;
                steps.add(new Step(name, "left out, the time was over", 0));
                return;
            }
            long begun = System.nanoTime();
            String outcome = work.get();
            steps.add(new Step(name, outcome, (System.nanoTime() - begun) / 1e6));
        }

        private String maintain(Maintenance work, String outcome) {
            database.maintain(work);
            return outcome;
        }

        private String truncateLog() {
            try {
                database.truncateLog();
                return "write-ahead log moved into the file";
            } catch (UnavailableException e) {
                if (e.type() != ProblemType.TIMEOUT) {
                    throw e;
                }
                return "left for later, the write-ahead log is being read";
            }
        }

        private String prune() {
            Instant now = clock.instant();
            long rounds = 0;
            String outcome = PruneHistory.MORE;
            while (timeLeft() && PruneHistory.MORE.equals(outcome)) {
                outcome = database.write(
                                new Operation(ids.next().toString(), ACTOR, now),
                                new PruneHistory(
                                        now.minus(OPERATIONS_KEPT),
                                        now.minus(HISTORY_KEPT),
                                        now.minus(HISTORY_KEPT),
                                        PRUNED_AT_ONCE))
                        .outcome();
                rounds++;
            }
            return PruneHistory.DONE.equals(outcome)
                    ? "nothing older than its retention is left"
                    : rounds + " rounds, more is left";
        }
    }
}
