package dev.caxton.engine.microprofile;

import io.micrometer.core.instrument.DistributionSummary;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Snapshot;

/**
 * A histogram over Micrometer's distribution summary.
 *
 * @param meter keeps the distribution
 */
record BridgedHistogram(DistributionSummary meter) implements Histogram, BridgedRegistry.Bridged {

    @Override
    public void update(int value) {
        meter.record(value);
    }

    @Override
    public void update(long value) {
        meter.record(value);
    }

    @Override
    public long getCount() {
        return meter.count();
    }

    @Override
    public long getSum() {
        return (long) meter.totalAmount();
    }

    @Override
    public Snapshot getSnapshot() {
        return new BridgedSnapshot(meter.takeSnapshot(), 1);
    }
}
