package dev.caxton.api.memory;

import dev.caxton.api.agent.AgentRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeping the memory small, clean and fast, and seeing how it fares. May be shared between threads. */
public interface MemoryUpkeep {

    /** What the memory takes, part by part, beside the limits. */
    MemoryUsage usage();

    /**
     * How full the memory is.
     *
     * @param warnPercent from which share of a limit on to warn, 1 to 100
     */
    MemoryCapacity capacity(int warnPercent);

    /** Kinds of queries since the start with their times, the slow ones among the recent, and what else is amiss. */
    MemoryDiagnosis diagnose();

    /**
     * Recent queries, oldest first. The last thousand are kept; what was asked for is not written anywhere.
     *
     * @param since only those that ended after this; null for all
     * @param threshold only those that took at least this long
     */
    List<MemoryTiming> timings(@Nullable Instant since, Duration threshold);

    /** Counts and times of the last 24 hours, oldest first; taken every five minutes and kept over restarts. */
    List<MemoryTrend> trends();

    /** How the embedding model fares. */
    ModelFigures model();

    /**
     * Checks the memory.
     *
     * @param level how deep
     * @param agent only what this agent remembers, for the checks that look at rows; null for all
     */
    MemoryCheck check(MemoryCheckLevel level, @Nullable AgentRef agent);

    /** How many relations lost an end; looked up at most once an hour, since that takes a while in a large store. */
    OrphanCheck orphans();

    /** Lists what looks like junk, the first {@code limit} findings of each kind (1 to 1000). Changes nothing. */
    LintReport lint(int limit);

    /**
     * Removes what nobody needs. One small change after the other, so that writers never wait long.
     *
     * @throws dev.caxton.api.UnavailableException in safe mode, unless {@link CleanupRequest#dryRun}
     */
    CleanupReport cleanup(CleanupRequest request);

    /** Compacts and rebuilds; what takes the writer for longer says so in {@link OptimizeRequest}. */
    OptimizeReport optimize(OptimizeRequest request);

    /**
     * Empties the embedding cache.
     *
     * @return number of entries removed
     */
    long clearCache();
}
