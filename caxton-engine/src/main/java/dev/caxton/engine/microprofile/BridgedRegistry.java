package dev.caxton.engine.microprofile;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricFilter;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * MicroProfile's registry of application metrics over a Micrometer registry, for programs whose host has none: what they
 * register is scraped with the engine's metrics, labelled {@code mp_scope="application"}. Thread-safe.
 *
 * <p>As the specification has it, a name belongs to one kind of metric with one set of tag names; another use of it is an
 * {@link IllegalArgumentException}, and so is a name of the engine's.
 */
public final class BridgedRegistry implements MetricRegistry {

    private static final String OUR_NAMES = "caxton";

    private final MeterRegistry meters;
    private final SortedMap<MetricID, Entry> entries = new TreeMap<>();
    private final Map<String, Metadata> metadata = new HashMap<>();

    /**
     * A metric with what stands behind it.
     *
     * @param metric as programs see it
     * @param meter as Micrometer knows it
     * @param kind interface of the metric
     */
    private record Entry(Metric metric, Meter meter, Class<? extends Metric> kind) {}

    /** A registry over another. */
    public BridgedRegistry(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public Counter counter(String name) {
        return counter(named(name));
    }

    @Override
    public Counter counter(String name, Tag... tags) {
        return counter(named(name), tags);
    }

    @Override
    public Counter counter(MetricID id) {
        return counter(named(id.getName()), id.getTagsAsArray());
    }

    @Override
    public Counter counter(Metadata described) {
        return counter(described, new Tag[0]);
    }

    @Override
    public Counter counter(Metadata described, Tag... tags) {
        return registered(
                Counter.class,
                described,
                tags,
                known -> new BridgedCounter(io.micrometer.core.instrument.Counter.builder(known.getName())
                        .description(known.description().orElse(null))
                        .baseUnit(unit(known))
                        .tags(tags(tags))
                        .register(meters)));
    }

    @Override
    public <T, R extends Number> Gauge<R> gauge(String name, T object, Function<T, R> value, Tag... tags) {
        return gauge(named(name), () -> value.apply(object), tags);
    }

    @Override
    public <T, R extends Number> Gauge<R> gauge(MetricID id, T object, Function<T, R> value) {
        return gauge(named(id.getName()), () -> value.apply(object), id.getTagsAsArray());
    }

    @Override
    public <T, R extends Number> Gauge<R> gauge(Metadata described, T object, Function<T, R> value, Tag... tags) {
        return gauge(described, () -> value.apply(object), tags);
    }

    @Override
    public <T extends Number> Gauge<T> gauge(String name, Supplier<T> value, Tag... tags) {
        return gauge(named(name), value, tags);
    }

    @Override
    public <T extends Number> Gauge<T> gauge(MetricID id, Supplier<T> value) {
        return gauge(named(id.getName()), value, id.getTagsAsArray());
    }

    @Override
    @SuppressWarnings("unchecked") // the first registration decides the type of the value, as the specification has it
    public <T extends Number> Gauge<T> gauge(Metadata described, Supplier<T> value, Tag... tags) {
        return (Gauge<T>) registered(
                Gauge.class,
                described,
                tags,
                known -> new BridgedGauge<>(
                        value,
                        io.micrometer.core.instrument.Gauge.builder(known.getName(), value::get)
                                .description(known.description().orElse(null))
                                .baseUnit(unit(known))
                                .tags(tags(tags))
                                .strongReference(true)
                                .register(meters)));
    }

    @Override
    public Histogram histogram(String name) {
        return histogram(named(name));
    }

    @Override
    public Histogram histogram(String name, Tag... tags) {
        return histogram(named(name), tags);
    }

    @Override
    public Histogram histogram(MetricID id) {
        return histogram(named(id.getName()), id.getTagsAsArray());
    }

    @Override
    public Histogram histogram(Metadata described) {
        return histogram(described, new Tag[0]);
    }

    @Override
    public Histogram histogram(Metadata described, Tag... tags) {
        return registered(
                Histogram.class,
                described,
                tags,
                known -> new BridgedHistogram(io.micrometer.core.instrument.DistributionSummary.builder(known.getName())
                        .description(known.description().orElse(null))
                        .baseUnit(unit(known))
                        .tags(tags(tags))
                        .publishPercentiles(BridgedSnapshot.PERCENTILES)
                        .register(meters)));
    }

    @Override
    public Timer timer(String name) {
        return timer(named(name));
    }

    @Override
    public Timer timer(String name, Tag... tags) {
        return timer(named(name), tags);
    }

    @Override
    public Timer timer(MetricID id) {
        return timer(named(id.getName()), id.getTagsAsArray());
    }

    @Override
    public Timer timer(Metadata described) {
        return timer(described, new Tag[0]);
    }

    @Override
    public Timer timer(Metadata described, Tag... tags) {
        return registered(
                Timer.class,
                described,
                tags,
                known -> new BridgedTimer(io.micrometer.core.instrument.Timer.builder(known.getName())
                        .description(known.description().orElse(null))
                        .tags(tags(tags))
                        .publishPercentiles(BridgedSnapshot.PERCENTILES)
                        .register(meters)));
    }

    /** A metric that stands on a meter. */
    interface Bridged extends Metric {
        Meter meter();
    }

    private synchronized <M extends Metric, B extends Bridged> M registered(
            Class<M> kind, Metadata described, Tag[] tags, Function<Metadata, B> make) {
        MetricID id = new MetricID(described.getName(), tags);
        Entry known = entries.get(id);
        if (known == null) {
            check(id, kind);
            Metadata used = metadata.getOrDefault(id.getName(), described);
            B made = make.apply(used);
            known = new Entry(made, made.meter(), kind);
            entries.put(id, known);
            metadata.put(id.getName(), used);
        }
        return cast(id, known, kind);
    }

    private void check(MetricID id, Class<? extends Metric> kind) {
        if (id.getName().startsWith(OUR_NAMES)) {
            throw new IllegalArgumentException(
                    "metric name is '" + id.getName() + "', expected one that does not begin with " + OUR_NAMES);
        }
        for (Map.Entry<MetricID, Entry> other : entries.entrySet()) {
            if (!other.getKey().getName().equals(id.getName())) {
                continue;
            }
            if (other.getValue().kind() != kind) {
                throw new IllegalArgumentException("metric '" + id.getName() + "' is a "
                        + other.getValue().kind().getSimpleName() + ", asked for as a " + kind.getSimpleName());
            }
            Set<String> names = other.getKey().getTags().keySet();
            if (!names.equals(id.getTags().keySet())) {
                throw new IllegalArgumentException("metric '" + id.getName() + "' has the tags " + names + ", asked for"
                        + " with " + id.getTags().keySet());
            }
        }
    }

    private static <M extends Metric> M cast(MetricID id, Entry entry, Class<M> kind) {
        if (!kind.isInstance(entry.metric())) {
            throw new IllegalArgumentException("metric '" + id.getName() + "' is a "
                    + entry.kind().getSimpleName() + ", asked for as a " + kind.getSimpleName());
        }
        return kind.cast(entry.metric());
    }

    @Override
    public synchronized @Nullable Metric getMetric(MetricID id) {
        Entry entry = entries.get(id);
        return entry == null ? null : entry.metric();
    }

    @Override
    public synchronized <T extends Metric> @Nullable T getMetric(MetricID id, Class<T> type) {
        Entry entry = entries.get(id);
        return entry == null ? null : cast(id, entry, type);
    }

    @Override
    public @Nullable Counter getCounter(MetricID id) {
        return getMetric(id, Counter.class);
    }

    @Override
    public @Nullable Gauge<?> getGauge(MetricID id) {
        return getMetric(id, Gauge.class);
    }

    @Override
    public @Nullable Histogram getHistogram(MetricID id) {
        return getMetric(id, Histogram.class);
    }

    @Override
    public @Nullable Timer getTimer(MetricID id) {
        return getMetric(id, Timer.class);
    }

    @Override
    public synchronized @Nullable Metadata getMetadata(String name) {
        return metadata.get(name);
    }

    @Override
    public synchronized boolean remove(String name) {
        List<MetricID> ids = entries.keySet().stream()
                .filter(id -> id.getName().equals(name))
                .toList();
        ids.forEach(this::remove);
        return !ids.isEmpty();
    }

    @Override
    public synchronized boolean remove(MetricID id) {
        Entry entry = entries.remove(id);
        if (entry == null) {
            return false;
        }
        meters.remove(entry.meter());
        if (entries.keySet().stream().noneMatch(other -> other.getName().equals(id.getName()))) {
            metadata.remove(id.getName());
        }
        return true;
    }

    @Override
    public synchronized void removeMatching(MetricFilter filter) {
        getMetrics(filter).keySet().forEach(this::remove);
    }

    @Override
    public synchronized SortedSet<String> getNames() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(metadata.keySet()));
    }

    @Override
    public synchronized SortedSet<MetricID> getMetricIDs() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(entries.keySet()));
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public SortedMap<MetricID, Gauge> getGauges() {
        return getGauges(MetricFilter.ALL);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public SortedMap<MetricID, Gauge> getGauges(MetricFilter filter) {
        return getMetrics(Gauge.class, filter);
    }

    @Override
    public SortedMap<MetricID, Counter> getCounters() {
        return getCounters(MetricFilter.ALL);
    }

    @Override
    public SortedMap<MetricID, Counter> getCounters(MetricFilter filter) {
        return getMetrics(Counter.class, filter);
    }

    @Override
    public SortedMap<MetricID, Histogram> getHistograms() {
        return getHistograms(MetricFilter.ALL);
    }

    @Override
    public SortedMap<MetricID, Histogram> getHistograms(MetricFilter filter) {
        return getMetrics(Histogram.class, filter);
    }

    @Override
    public SortedMap<MetricID, Timer> getTimers() {
        return getTimers(MetricFilter.ALL);
    }

    @Override
    public SortedMap<MetricID, Timer> getTimers(MetricFilter filter) {
        return getMetrics(Timer.class, filter);
    }

    @Override
    public SortedMap<MetricID, Metric> getMetrics(MetricFilter filter) {
        return getMetrics(Metric.class, filter);
    }

    @Override
    public synchronized <T extends Metric> SortedMap<MetricID, T> getMetrics(Class<T> type, MetricFilter filter) {
        SortedMap<MetricID, T> found = new TreeMap<>();
        entries.forEach((id, entry) -> {
            if (type.isInstance(entry.metric()) && filter.matches(id, entry.metric())) {
                found.put(id, type.cast(entry.metric()));
            }
        });
        return Collections.unmodifiableSortedMap(found);
    }

    @Override
    public Map<MetricID, Metric> getMetrics() {
        return getMetrics(MetricFilter.ALL);
    }

    @Override
    public synchronized Map<String, Metadata> getMetadata() {
        return Map.copyOf(metadata);
    }

    @Override
    public String getScope() {
        return APPLICATION_SCOPE;
    }

    private static Metadata named(String name) {
        return Metadata.builder().withName(name).build();
    }

    private static @Nullable String unit(Metadata described) {
        return described.unit().filter(unit -> !unit.equals("none")).orElse(null);
    }

    private static Tags tags(Tag... tags) {
        return Tags.of(List.of(tags).stream()
                        .map(tag -> io.micrometer.core.instrument.Tag.of(tag.getTagName(), tag.getTagValue()))
                        .collect(Collectors.toList()))
                .and("mp_scope", APPLICATION_SCOPE);
    }
}
