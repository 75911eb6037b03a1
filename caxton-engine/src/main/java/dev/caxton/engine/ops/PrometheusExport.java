package dev.caxton.engine.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Shows instruments through Micrometer's Prometheus registry. Not safe for adding from several threads at once. */
final class PrometheusExport {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, List<Instrument>> families = new HashMap<>();

    PrometheusExport() {
        registry.config().namingConvention(new OwnNames());
    }

    String scrape() {
        return registry.scrape();
    }

    MeterRegistry registry() {
        return registry;
    }

    void add(Instrument instrument) {
        String[] labels = instrument.id().labels().toArray(String[]::new);
        switch (instrument) {
            case Instrument.Counter counter ->
                FunctionCounter.builder(counter.id().name(), counter.value(), DoubleSupplier::getAsDouble)
                        .description(counter.description())
                        .tags(labels)
                        .register(registry);
            case Instrument.Gauge gauge ->
                Gauge.builder(gauge.id().name(), gauge.value()::getAsDouble)
                        .description(gauge.description())
                        .tags(labels)
                        .register(registry);
            case Instrument.Summary summary -> family(summary);
            case Instrument.Histogram histogram -> family(histogram);
        }
    }

    /** Micrometer has no meter that shows foreign quantiles, so windows go to the registry below it. */
    private void family(Instrument instrument) {
        String name = instrument.id().name();
        List<Instrument> members = families.get(name);
        if (members != null) {
            members.add(instrument);
            return;
        }
        List<Instrument> family = new CopyOnWriteArrayList<>(List.of(instrument));
        families.put(name, family);
        Collector collector =
                instrument instanceof Instrument.Summary ? () -> summary(name, family) : () -> histogram(name, family);
        registry.getPrometheusRegistry().register(collector);
    }

    private static MetricSnapshot summary(String name, List<Instrument> family) {
        SummarySnapshot.Builder snapshot =
                SummarySnapshot.builder().name(name).help(family.getFirst().description());
        for (Instrument member : family) {
            if (member instanceof Instrument.Summary summary) {
                LatencyWindow.Snapshot times = summary.window().snapshot();
                snapshot.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                        .labels(labels(summary))
                        .count(times.count())
                        .sum(times.sum())
                        .quantiles(Quantiles.builder()
                                .quantile(0.5, times.p50())
                                .quantile(0.95, times.p95())
                                .quantile(0.99, times.p99())
                                .build())
                        .build());
            }
        }
        return snapshot.build();
    }

    private static MetricSnapshot histogram(String name, List<Instrument> family) {
        HistogramSnapshot.Builder snapshot =
                HistogramSnapshot.builder().name(name).help(family.getFirst().description());
        for (Instrument member : family) {
            if (member instanceof Instrument.Histogram histogram) {
                snapshot.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(labels(histogram))
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(
                                LatencyWindow.BOUNDS, histogram.window().bucketCounts()))
                        .sum(histogram.window().snapshot().sum())
                        .build());
            }
        }
        return snapshot.build();
    }

    private static Labels labels(Instrument instrument) {
        return Labels.of(instrument.id().labels().toArray(String[]::new));
    }

    /** Leaves our names alone: the usual convention takes {@code _total} away from gauges. */
    private static final class OwnNames implements NamingConvention {
        private final NamingConvention usual = new PrometheusNamingConvention();

        @Override
        public String name(String name, Meter.Type type, @Nullable String baseUnit) {
            return name.startsWith("caxton_") ? name : usual.name(name, type, baseUnit);
        }

        @Override
        public String tagKey(String key) {
            return usual.tagKey(key);
        }
    }
}
