package dev.caxton.engine.microprofile;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.metrics.Snapshot;

/**
 * A timer over Micrometer's.
 *
 * @param meter keeps the times
 */
record BridgedTimer(Timer meter) implements org.eclipse.microprofile.metrics.Timer, BridgedRegistry.Bridged {

    private static final long RUNNING = -1;

    @Override
    public void update(Duration duration) {
        meter.record(duration);
    }

    @Override
    public <T> T time(Callable<T> event) throws Exception {
        return meter.recordCallable(event);
    }

    @Override
    public void time(Runnable event) {
        meter.record(event);
    }

    @Override
    public Context time() {
        return new Running(meter, System.nanoTime(), new AtomicLong(RUNNING));
    }

    @Override
    public Duration getElapsedTime() {
        return Duration.ofNanos((long) meter.totalTime(TimeUnit.NANOSECONDS));
    }

    @Override
    public long getCount() {
        return meter.count();
    }

    /** In seconds. */
    @Override
    public Snapshot getSnapshot() {
        return new BridgedSnapshot(meter.takeSnapshot(), 1e-9);
    }

    /**
     * A time being taken; it is recorded once, however often it is stopped.
     *
     * @param meter where it is recorded
     * @param begin of {@link System#nanoTime}
     * @param taken nanoseconds when stopped
     */
    private record Running(Timer meter, long begin, AtomicLong taken) implements Context {
        @Override
        public long stop() {
            long now = System.nanoTime() - begin;
            if (taken.compareAndSet(RUNNING, now)) {
                meter.record(now, TimeUnit.NANOSECONDS);
            }
            return taken.get();
        }

        @Override
        public void close() {
            stop();
        }
    }
}
