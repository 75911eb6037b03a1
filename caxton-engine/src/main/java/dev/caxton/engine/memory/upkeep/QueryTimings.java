package dev.caxton.engine.memory.upkeep;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.memory.MemoryDiagnosis.QueryKind;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.engine.ops.LatencyWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last queries of the memory and the times of each kind. Recording takes no lock. Thread-safe. */
public final class QueryTimings {

    /** Searches by meaning or words. */
    public static final String SEARCH = "semantic_search";
    /** Walks through the graph. */
    public static final String TRAVERSAL = "graph_traversal";
    /** Changes. */
    public static final String STORE = "store";

    /** How many queries are remembered; a power of two. */
    static final int REMEMBERED = 1024;

    private static final double NANOS_IN_MILLI = 1e6;
    private static final double MILLIS = 1e3;

    private final Clock clock;
    private final AtomicReferenceArray<@Nullable MemoryTiming> recent = new AtomicReferenceArray<>(REMEMBERED);
    private final AtomicLong recorded = new AtomicLong();
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /** Remembers nothing yet. */
    public QueryTimings(Clock clock) {
        this.clock = clock;
    }

    private record Kind(LatencyWindow times, LongAdder failed) {}

    /** Counts these times under a kind, besides whatever else they are for. */
    public void register(String kind, LatencyWindow times) {
        kinds.put(kind, new Kind(times, new LongAdder()));
    }

    /**
     * Does work and records how long it took.
     *
     * @param kind one that was registered
     * @param shape describes a result, without any text of the query
     */
    public <T> T timed(String kind, Function<T, String> shape, Supplier<T> work) {
        Kind known = kinds.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("kind of query '" + kind + "' was not registered");
        }
        long start = System.nanoTime();
        try {
            T result = work.get();
            long nanos = System.nanoTime() - start;
            known.times().recordNanos(nanos);
            remember(kind, nanos, shape.apply(result), false);
            return result;
        } catch (RuntimeException e) {
            known.failed().increment();
            String code =
                    e instanceof CaxtonException problem ? problem.type().name() : ProblemType.INTERNAL_ERROR.name();
            remember(kind, System.nanoTime() - start, code, true);
            throw e;
        }
    }

    private void remember(String kind, long nanos, String detail, boolean failed) {
        MemoryTiming timing = new MemoryTiming(clock.instant(), kind, nanos / NANOS_IN_MILLI, detail, failed);
        recent.set((int) (recorded.getAndIncrement() & REMEMBERED - 1), timing);
    }

    /** The recent ones that ended after an instant and took at least a time, oldest first. */
    List<MemoryTiming> recent(@Nullable Instant since, Duration threshold) {
        double least = threshold.toNanos() / NANOS_IN_MILLI;
        List<MemoryTiming> found = new ArrayList<>();
        for (int i = 0; i < REMEMBERED; i++) {
            MemoryTiming timing = recent.get(i);
            if (timing != null
                    && timing.durationMs() >= least
                    && (since == null || timing.endedAt().isAfter(since))) {
                found.add(timing);
            }
        }
        found.sort(Comparator.comparing(MemoryTiming::endedAt));
        return found;
    }

    /** Every kind that was asked at least once, the slowest first. */
    List<QueryKind> kinds() {
        List<QueryKind> found = new ArrayList<>();
        kinds.forEach((name, kind) -> {
            LatencyWindow.Snapshot times = kind.times().snapshot();
            long failed = kind.failed().sum();
            if (times.count() + failed > 0) {
                found.add(new QueryKind(
                        name,
                        times.count(),
                        times.sum() * MILLIS,
                        times.mean() * MILLIS,
                        times.p99() * MILLIS,
                        failed));
            }
        });
        found.sort(Comparator.comparingDouble(QueryKind::avgMs).reversed().thenComparing(QueryKind::queryType));
        return found;
    }

    /** How many searches there were. */
    long searches() {
        Kind searches = kinds.get(SEARCH);
        return searches == null ? 0 : searches.times().snapshot().count();
    }
}
