package dev.caxton.engine.microprofile;

import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Snapshot;

/** What a distribution is at one moment. */
final class BridgedSnapshot extends Snapshot {

    /** Those that MicroProfile Metrics shows unless told otherwise. */
    static final double[] PERCENTILES = {0.5, 0.75, 0.95, 0.98, 0.99, 0.999};

    private final HistogramSnapshot snapshot;
    private final double unit;

    /**
     * Shows a snapshot.
     *
     * @param unit how much one of its values is, in that of this one
     */
    BridgedSnapshot(HistogramSnapshot snapshot, double unit) {
        this.snapshot = snapshot;
        this.unit = unit;
    }

    @Override
    public long size() {
        return snapshot.count();
    }

    @Override
    public double getMax() {
        return snapshot.max() * unit;
    }

    @Override
    public double getMean() {
        return snapshot.mean() * unit;
    }

    @Override
    public PercentileValue[] percentileValues() {
        return Arrays.stream(snapshot.percentileValues())
                .map(each -> new PercentileValue(each.percentile(), each.value() * unit))
                .toArray(PercentileValue[]::new);
    }

    @Override
    public void dump(OutputStream output) {
        PrintWriter lines = new PrintWriter(output, false, StandardCharsets.UTF_8);
        lines.printf(Locale.ROOT, "count %d%nmean %s%nmax %s%n", size(), getMean(), getMax());
        for (PercentileValue each : percentileValues()) {
            lines.printf(Locale.ROOT, "p%s %s%n", each.getPercentile(), each.getValue());
        }
        lines.flush();
    }
}
