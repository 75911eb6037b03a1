package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.memory.CleanupReport;
import dev.caxton.api.memory.CleanupRequest;
import dev.caxton.api.memory.LintReport;
import dev.caxton.api.memory.MemoryCapacity;
import dev.caxton.api.memory.MemoryCheck;
import dev.caxton.api.memory.MemoryCheckLevel;
import dev.caxton.api.memory.MemoryDiagnosis;
import dev.caxton.api.memory.MemoryDiagnosis.Finding;
import dev.caxton.api.memory.MemoryStatus;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.api.memory.MemoryTrend;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.api.memory.MemoryUsage;
import dev.caxton.api.memory.ModelFigures;
import dev.caxton.api.memory.OptimizeReport;
import dev.caxton.api.memory.OptimizeRequest;
import dev.caxton.api.memory.OrphanCheck;
import dev.caxton.engine.identity.IdGenerator;
import dev.caxton.engine.memory.embedding.EmbeddingFigures;
import dev.caxton.engine.store.Database;
import dev.caxton.engine.store.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the memory in order: what its users ask for, and by itself a sample of its figures every five minutes and a
 * cleanup of orphaned and expired rows every {@code memory.cleanup_interval}. Writes what was used every five minutes, before a
 * cleanup, and at the end. Thread-safe.
 */
public final class UpkeepService implements MemoryUpkeep, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UpkeepService.class);

    private static final Duration SAMPLED_EVERY = Duration.ofMinutes(5);
    private static final Duration USES_WRITTEN_EVERY = Duration.ofMinutes(5);
    private static final Duration SLOW = Duration.ofMillis(100);
    private static final Duration CLEANED_FOR = Duration.ofSeconds(10);
    private static final int NAMED = 20;
    /** As documented for {@code next_check}. */
    private static final Duration ORPHANS_COUNTED_EVERY = Duration.ofHours(1);

    private final Database database;
    private final Supplier<MemoryStatus> status;
    private final Supplier<EmbeddingFigures> embeddings;
    private final Function<String, String> agentIds;
    private final LongSupplier processBytes;
    private final QueryTimings timings;
    private final DerivedIndexes derived;
    private final Supplier<MemoryLimits> limits;
    private final Clock clock;
    private final TrendHistory trends;
    private final Cleanup cleanup;
    private final Optimizer optimizer;
    private final UseCounts uses;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("caxton-memory-upkeep").daemon().factory());
    private final Object counting = new Object();
    private long searchesBefore;
    private Duration cleanedEvery = Duration.ZERO;
    private @Nullable ScheduledFuture<?> cleaning;
    private @Nullable OrphanCheck lastOrphans;

    /**
     * Begins to take samples.
     *
     * @param status how the memory is
     * @param embeddings how much was embedded
     * @param agentIds the id of an agent by id, file stem or name; throws where there is none
     * @param processBytes resident memory of this process
     * @param limits how much it should hold at most; {@link #limitsChanged} follows a change
     * @param retention how long memories are kept
     * @param runtime directory for the file of samples
     */
    public UpkeepService(
            Database database,
            Supplier<MemoryStatus> status,
            Supplier<EmbeddingFigures> embeddings,
            Function<String, String> agentIds,
            LongSupplier processBytes,
            QueryTimings timings,
            DerivedIndexes derived,
            Supplier<MemoryLimits> limits,
            Supplier<Retention> retention,
            Path runtime,
            IdGenerator ids,
            Clock clock) {
        this.database = database;
        this.status = status;
        this.embeddings = embeddings;
        this.agentIds = agentIds;
        this.processBytes = processBytes;
        this.timings = timings;
        this.derived = derived;
        this.limits = limits;
        this.clock = clock;
        this.trends = new TrendHistory(runtime.resolve("memory-trends.jsonl"));
        this.cleanup = new Cleanup(database, retention, ids, clock);
        this.optimizer = new Optimizer(database, derived, cleanup, ids, clock);
        this.uses = new UseCounts(
                retention,
                clock,
                command -> database.write(new Operation(ids.next().toString(), "upkeep", clock.instant()), command));
        var unused = every(SAMPLED_EVERY, this::sample);
        var unusedToo = every(USES_WRITTEN_EVERY, this::writeUses);
        limitsChanged();
    }

    /** Takes up the interval of the cleanup. */
    public synchronized void limitsChanged() {
        Duration interval = limits.get().cleanupInterval();
        if (interval.equals(cleanedEvery)) {
            return;
        }
        cleanedEvery = interval;
        if (cleaning != null) {
            cleaning.cancel(false);
        }
        cleaning = every(interval, this::cleanByItself);
    }

    private @Nullable ScheduledFuture<?> every(Duration interval, Runnable work) {
        if (interval.isZero()) {
            return null;
        }
        return schedule.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.warn("upkeep of the memory failed, it is tried again later: {}", e.toString());
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Takes a sample of the figures now. */
    void sample() {
        MemoryStatus now = status.get();
        long searches = timings.searches();
        trends.add(new MemoryTrend(
                clock.instant(),
                now.entities(),
                now.relations(),
                now.observations(),
                now.sqliteSizeBytes(),
                searches - searchesBefore,
                now.searchLatencyP99Ms(),
                now.cacheHitRate()));
        searchesBefore = searches;
    }

    /** What searches found is told here. */
    public UseCounts uses() {
        return uses;
    }

    private void writeUses() {
        if (database.isSafe()) {
            return;
        }
        try {
            uses.flush();
        } catch (RuntimeException e) {
            // Harmless: what was used fades a little earlier, and neither a cleanup nor a stop is to fail for it.
            LOG.warn("uses of memories were not written, some are lost: {}", e.toString());
        }
    }

    private void cleanByItself() {
        if (database.isSafe()) {
            return;
        }
        writeUses();
        long until = System.nanoTime() + CLEANED_FOR.toNanos();
        long removed = cleanup.removeOrphaned(() -> System.nanoTime() < until);
        if (removed > 0) {
            LOG.info("orphaned rows removed from the memory: rows={}", removed);
        }
        long expired = cleanup.removeExpired(() -> System.nanoTime() < until);
        if (expired > 0) {
            LOG.info("rows removed from the memory that are kept no longer: rows={}", expired);
        }
    }

    @Override
    public MemoryUsage usage() {
        return limits.get().usage(status.get(), embeddings.get(), processBytes.getAsLong());
    }

    @Override
    public MemoryCapacity capacity(int warnPercent) {
        return limits.get().capacity(database, status.get(), warnPercent);
    }

    @Override
    public MemoryDiagnosis diagnose() {
        List<MemoryTiming> slow = timings.recent(null, SLOW).stream()
                .sorted(Comparator.comparingDouble(MemoryTiming::durationMs).reversed())
                .limit(NAMED)
                .toList();
        List<Finding> findings = Findings.of(status.get(), capacity(MemoryLimits.WARN_PERCENT), timings.kinds());
        return new MemoryDiagnosis(timings.kinds(), slow, findings);
    }

    @Override
    public List<MemoryTiming> timings(@Nullable Instant since, Duration threshold) {
        return timings.recent(since, threshold);
    }

    @Override
    public List<MemoryTrend> trends() {
        return trends.since(clock.instant().minus(TrendHistory.KEPT));
    }

    @Override
    public ModelFigures model() {
        MemoryStatus now = status.get();
        EmbeddingFigures figures = embeddings.get();
        return new ModelFigures(
                now.embeddingModel(),
                now.modelState(),
                now.embeddingDimensions(),
                processBytes.getAsLong(),
                MemoryLimits.MODEL_BASELINE_BYTES,
                figures.cacheEntries(),
                limits.get().cacheEntries(),
                now.cacheHitRate(),
                figures.textsPerSecond().isPresent() ? figures.textsPerSecond().getAsDouble() : null);
    }

    @Override
    public MemoryCheck check(MemoryCheckLevel level, @Nullable AgentRef agent) {
        return new MemoryChecks(database, status).run(level, agent == null ? null : agentIds.apply(agent.value()));
    }

    @Override
    public OrphanCheck orphans() {
        synchronized (counting) {
            Instant now = clock.instant();
            OrphanCheck last = lastOrphans;
            if (last == null || !now.isBefore(last.nextCheck())) {
                long found =
                        database.read(tx -> tx.count(Orphans.RELATIONS.countSql(), Long.MAX_VALUE, Long.MAX_VALUE));
                last = new OrphanCheck(found, now, now.plus(ORPHANS_COUNTED_EVERY));
                lastOrphans = last;
            }
            return last;
        }
    }

    @Override
    public LintReport lint(int limit) {
        return new MemoryLint(database, limit).run(clock.millis());
    }

    @Override
    public CleanupReport cleanup(CleanupRequest request) {
        // What was found just now is not deleted as unused, and a dry run counts the same as what follows it.
        writeUses();
        return cleanup.run(request);
    }

    @Override
    public OptimizeReport optimize(OptimizeRequest request) {
        return optimizer.run(request);
    }

    @Override
    public long clearCache() {
        return derived.clearCache();
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        writeUses();
    }
}
