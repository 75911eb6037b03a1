package dev.caxton.engine.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * One value of a metric as it can be read at any time.
 *
 * @param name name in the scrape
 * @param labels names and values in turn
 * @param description one sentence
 * @param value reads it
 */
public record Reading(String name, List<String> labels, String description, DoubleSupplier value) {
    public Reading {
        labels = List.copyOf(labels);
    }

    /** What an instrument shows; times show their number, their sum and, as a summary, their quantiles. */
    static List<Reading> of(Instrument instrument) {
        return switch (instrument) {
            case Instrument.Counter counter -> List.of(plain(counter, counter.value()));
            case Instrument.Gauge gauge -> List.of(plain(gauge, gauge.value()));
            case Instrument.Histogram histogram -> totals(histogram, histogram.window());
            case Instrument.Summary summary -> {
                List<Reading> all = new ArrayList<>(totals(summary, summary.window()));
                all.add(quantile(summary, "0.5", LatencyWindow.Snapshot::p50));
                all.add(quantile(summary, "0.95", LatencyWindow.Snapshot::p95));
                all.add(quantile(summary, "0.99", LatencyWindow.Snapshot::p99));
                yield List.copyOf(all);
            }
        };
    }

    private static Reading plain(Instrument instrument, DoubleSupplier value) {
        return new Reading(instrument.id().name(), instrument.id().labels(), instrument.description(), value);
    }

    private static List<Reading> totals(Instrument instrument, LatencyWindow window) {
        String name = instrument.id().name();
        List<String> labels = instrument.id().labels();
        return List.of(
                new Reading(
                        name + "_count",
                        labels,
                        instrument.description(),
                        () -> window.snapshot().count()),
                new Reading(
                        name + "_sum",
                        labels,
                        instrument.description(),
                        () -> window.snapshot().sum()));
    }

    private static Reading quantile(
            Instrument.Summary summary, String quantile, ToDoubleFunction<LatencyWindow.Snapshot> part) {
        List<String> labels = new ArrayList<>(summary.id().labels());
        labels.add("quantile");
        labels.add(quantile);
        return new Reading(
                summary.id().name(),
                labels,
                summary.description(),
                () -> part.applyAsDouble(summary.window().snapshot()));
    }
}
