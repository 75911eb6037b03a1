package dev.caxton.engine.ops;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Times of something that happens again and again: count and sum of all of them, percentiles of the recent ones.
 *
 * <p>Recording takes no lock and allocates nothing. A snapshot taken meanwhile may miss a time that is being recorded.
 * Thread-safe.
 */
public final class LatencyWindow {

    /** Recent times that percentiles are computed from, unless told otherwise. */
    public static final int USUAL_SAMPLES = 1024;

    /** Upper bounds of the buckets in seconds: the documented targets lie between 1 ms and 10 s. */
    static final double[] BOUNDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY
    };

    private static final double NANOS = 1e9;

    private final AtomicLongArray recent;
    private final AtomicLong recorded = new AtomicLong();
    private final LongAdder sumNanos = new LongAdder();
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length];

    /** Keeps the usual number of recent times. */
    public LatencyWindow() {
        this(USUAL_SAMPLES);
    }

    /**
     * Keeps some recent times.
     *
     * @param samples how many, a power of two
     */
    public LatencyWindow(int samples) {
        if (Integer.bitCount(samples) != 1) {
            throw new IllegalArgumentException("samples is " + samples + ", expected a power of two");
        }
        recent = new AtomicLongArray(samples);
        Arrays.setAll(buckets, index -> new LongAdder());
    }

    /** Adds a time; a negative one counts as zero. */
    public void record(Duration time) {
        recordNanos(time.toNanos());
    }

    /** Adds a time in nanoseconds; a negative one counts as zero. */
    public void recordNanos(long nanos) {
        long time = Math.max(0, nanos);
        recent.set((int) (recorded.getAndIncrement() & recent.length() - 1), time);
        sumNanos.add(time);
        double seconds = time / NANOS;
        int bucket = 0;
        while (seconds > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
    }

    /** What was recorded. */
    public Snapshot snapshot() {
        long count = recorded.get();
        long[] times = new long[(int) Math.min(count, recent.length())];
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            times[i] = recent.get(i);
            sum += times[i];
        }
        Arrays.sort(times);
        return new Snapshot(
                count,
                sumNanos.sum() / NANOS,
                times.length == 0 ? 0 : sum / times.length / NANOS,
                percentile(times, 0.5),
                percentile(times, 0.95),
                percentile(times, 0.99),
                times.length == 0 ? 0 : times[times.length - 1] / NANOS);
    }

    /** How many times fell into each bucket of {@link #BOUNDS}. */
    long[] bucketCounts() {
        return Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray();
    }

    /** The nearest-rank percentile: the smallest time that at least this part of all times does not exceed. */
    private static double percentile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(part * sorted.length) - 1] / NANOS;
    }

    /**
     * What was recorded, in seconds; all zero before the first time.
     *
     * @param count how many times were ever recorded
     * @param sum their sum
     * @param mean mean of the recent ones
     * @param p50 median of the recent ones
     * @param p95 their 95th percentile
     * @param p99 their 99th percentile
     * @param max the longest of the recent ones
     */
    public record Snapshot(long count, double sum, double mean, double p50, double p95, double p99, double max) {}
}
