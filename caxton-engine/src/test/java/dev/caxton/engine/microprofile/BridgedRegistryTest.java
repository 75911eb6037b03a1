package dev.caxton.engine.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.caxton.engine.ops.Metrics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricFilter;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Snapshot;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every call of MicroProfile's registry, as seen in the scrape of the engine's metrics. */
class BridgedRegistryTest {

    private static final Tag RED = new Tag("colour", "red");

    private final Metrics metrics = new Metrics();
    private final MetricRegistry registry = new BridgedRegistry(metrics.registry());

    @AfterEach
    void close() {
        metrics.close();
    }

    private static Metadata described(String name) {
        return Metadata.builder().withName(name).withDescription("What it is.").build();
    }

    private static MetricID red(String name) {
        return new MetricID(name, RED);
    }

    private List<String> lines(String start) {
        return metrics.scrape().lines().filter(line -> line.startsWith(start)).toList();
    }

    @Test
    void countersCountHoweverTheyAreAskedFor() {
        registry.counter("plain").inc();
        registry.counter(new MetricID("plain")).inc(2);
        registry.counter(described("plain")).inc();
        registry.counter("tagged", RED).inc();
        registry.counter(red("tagged")).inc();
        registry.counter(described("tagged"), RED).inc(3);

        assertThat(registry.counter("plain").getCount()).isEqualTo(4);
        assertThat(lines("plain_total")).containsExactly("plain_total{mp_scope=\"application\"} 4.0");
        assertThat(lines("tagged_total")).containsExactly("tagged_total{colour=\"red\",mp_scope=\"application\"} 5.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.counter("plain").inc(-1));
    }

    @Test
    void gaugesReadTheirValueHoweverTheyAreAskedFor() {
        AtomicInteger water = new AtomicInteger(1);
        registry.gauge("by_function", water, AtomicInteger::get);
        registry.gauge(red("by_id_function"), water, AtomicInteger::get);
        registry.gauge(described("by_metadata_function"), water, AtomicInteger::get, RED);
        Gauge<Integer> level = registry.gauge("by_supplier", water::get);
        registry.gauge(red("by_id_supplier"), water::get);
        registry.gauge(described("by_metadata_supplier"), water::get, RED);

        water.set(7);

        assertThat(level.getValue()).isEqualTo(7);
        assertThat(lines("by_"))
                .containsExactlyInAnyOrder(
                        "by_function{mp_scope=\"application\"} 7.0",
                        "by_supplier{mp_scope=\"application\"} 7.0",
                        "by_id_function{colour=\"red\",mp_scope=\"application\"} 7.0",
                        "by_id_supplier{colour=\"red\",mp_scope=\"application\"} 7.0",
                        "by_metadata_function{colour=\"red\",mp_scope=\"application\"} 7.0",
                        "by_metadata_supplier{colour=\"red\",mp_scope=\"application\"} 7.0");
        assertThat(registry.gauge("by_supplier", () -> 99).getValue())
                .as("the first registration stays")
                .isEqualTo(7);
    }

    @Test
    void histogramsKeepADistributionHoweverTheyAreAskedFor() {
        registry.histogram("sizes").update(1);
        registry.histogram(new MetricID("sizes")).update(2L);
        registry.histogram(described("sizes")).update(6);
        registry.histogram("tagged_sizes", RED).update(5);
        registry.histogram(red("tagged_sizes")).update(5);
        registry.histogram(described("tagged_sizes"), RED).update(5);

        Histogram sizes = registry.histogram("sizes");
        assertThat(sizes.getCount()).isEqualTo(3);
        assertThat(sizes.getSum()).isEqualTo(9);
        Snapshot snapshot = sizes.getSnapshot();
        assertThat(snapshot.size()).isEqualTo(3);
        assertThat(snapshot.getMax()).isEqualTo(6);
        assertThat(snapshot.getMean()).isEqualTo(3);
        assertThat(Arrays.stream(snapshot.percentileValues()).map(Snapshot.PercentileValue::getPercentile))
                .containsExactly(0.5, 0.75, 0.95, 0.98, 0.99, 0.999);
        assertThat(snapshot.bucketValues()).isEmpty();
        assertThat(lines("sizes_count")).containsExactly("sizes_count{mp_scope=\"application\"} 3");
        assertThat(lines("sizes_sum")).containsExactly("sizes_sum{mp_scope=\"application\"} 9.0");
        assertThat(lines("sizes{")).hasSize(6);
        assertThat(lines("tagged_sizes_count"))
                .containsExactly("tagged_sizes_count{colour=\"red\",mp_scope=\"application\"} 3");
    }

    @Test
    void aSnapshotIsWrittenOut() {
        registry.histogram("sizes").update(4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        registry.histogram("sizes").getSnapshot().dump(out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains("count 1", "mean 4.0", "max 4.0")
                .hasSize(9);
    }

    @Test
    void timersTakeTimesHoweverTheyAreAskedFor() throws Exception {
        registry.timer("works").update(Duration.ofSeconds(2));
        registry.timer(new MetricID("works")).time(() -> {});
        assertThat(registry.timer(described("works")).time(() -> "done")).isEqualTo("done");
        Timer.Context running = registry.timer("works").time();
        long taken = running.stop();
        assertThat(running.stop()).as("stopped once").isEqualTo(taken);
        registry.timer("works").time().close();
        registry.timer("tagged_works", RED).update(Duration.ofSeconds(1));
        registry.timer(red("tagged_works")).update(Duration.ofSeconds(1));
        registry.timer(described("tagged_works"), RED).update(Duration.ofSeconds(1));

        Timer works = registry.timer("works");
        assertThat(works.getCount()).isEqualTo(5);
        assertThat(works.getElapsedTime()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
        assertThat(works.getSnapshot().getMax()).isBetween(2.0, 2.1);
        assertThat(works.getSnapshot().size()).isEqualTo(5);
        assertThat(lines("works_seconds_count")).containsExactly("works_seconds_count{mp_scope=\"application\"} 5");
        assertThat(lines("tagged_works_seconds_sum"))
                .containsExactly("tagged_works_seconds_sum{colour=\"red\",mp_scope=\"application\"} 3.0");
    }

    @Test
    void metricsAreFoundByIdAndKind() {
        Counter counter = registry.counter("c", RED);
        Gauge<Integer> gauge = registry.gauge("g", () -> 1);
        Histogram histogram = registry.histogram("h");
        Timer timer = registry.timer("t");

        assertThat(registry.getMetric(red("c"))).isSameAs(counter);
        assertThat(registry.getMetric(red("c"), Counter.class)).isSameAs(counter);
        assertThat(registry.getCounter(red("c"))).isSameAs(counter);
        assertThat((Object) registry.getGauge(new MetricID("g"))).isSameAs(gauge);
        assertThat(registry.getHistogram(new MetricID("h"))).isSameAs(histogram);
        assertThat(registry.getTimer(new MetricID("t"))).isSameAs(timer);
        assertThat(registry.getMetric(new MetricID("c"))).as("without its tag").isNull();
        assertThat(registry.getCounter(new MetricID("nobody"))).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> registry.getTimer(red("c")));
    }

    @Test
    void metricsAreListedByKindAndFilter() {
        registry.counter("c1");
        registry.counter("c2");
        registry.gauge("g", () -> 1);
        registry.histogram("h");
        registry.timer("t");
        MetricFilter second = (id, metric) -> id.getName().endsWith("2");

        assertThat(registry.getNames()).containsExactly("c1", "c2", "g", "h", "t");
        assertThat(registry.getMetricIDs()).hasSize(5);
        assertThat(registry.getCounters()).hasSize(2);
        assertThat(registry.getCounters(second)).containsOnlyKeys(new MetricID("c2"));
        assertThat(registry.getGauges()).hasSize(1);
        assertThat(registry.getGauges(second)).isEmpty();
        assertThat(registry.getHistograms()).hasSize(1);
        assertThat(registry.getHistograms(second)).isEmpty();
        assertThat(registry.getTimers()).hasSize(1);
        assertThat(registry.getTimers(second)).isEmpty();
        assertThat(registry.getMetrics()).hasSize(5);
        assertThat(registry.getMetrics(second)).hasSize(1);
        assertThat(registry.getMetrics(Metric.class, MetricFilter.ALL)).hasSize(5);
        assertThat(registry.getMetrics(Timer.class, MetricFilter.ALL)).containsOnlyKeys(new MetricID("t"));
        assertThat(registry.getScope()).isEqualTo(MetricRegistry.APPLICATION_SCOPE);
    }

    @Test
    void descriptionAndUnitAreThoseOfTheFirstRegistration() {
        Metadata first = Metadata.builder()
                .withName("pages")
                .withDescription("Printed.")
                .withUnit("sheets")
                .build();
        registry.counter(first).inc();
        registry.counter(described("pages")).inc();

        assertThat(registry.getMetadata("pages")).isEqualTo(first);
        assertThat(registry.getMetadata()).containsOnlyKeys("pages");
        assertThat(registry.getMetadata("nobody")).isNull();
        assertThat(lines("pages_sheets_total")).containsExactly("pages_sheets_total{mp_scope=\"application\"} 2.0");
        assertThat(lines("# HELP pages_sheets_total")).containsExactly("# HELP pages_sheets_total Printed.");
    }

    @Test
    void whatIsRemovedIsNotScrapedAnyMoreAndStartsAnew() {
        registry.counter("one").inc();
        registry.counter("two", RED).inc();
        registry.counter("three").inc();
        registry.timer("four").update(Duration.ofSeconds(1));

        assertThat(registry.remove("one")).isTrue();
        assertThat(registry.remove("one")).isFalse();
        assertThat(registry.remove(red("two"))).isTrue();
        assertThat(registry.remove(new MetricID("two"))).isFalse();
        registry.removeMatching((id, metric) -> metric instanceof Timer);

        assertThat(registry.getNames()).containsExactly("three");
        assertThat(registry.getMetadata("two")).isNull();
        assertThat(lines("one")).isEmpty();
        assertThat(lines("two")).isEmpty();
        assertThat(lines("four")).isEmpty();
        assertThat(lines("three_total")).hasSize(1);
        assertThat(registry.counter("one").getCount()).isZero();
    }

    @Test
    void aNameBelongsToOneKindOneSetOfTagsAndNeverToTheEngine() {
        registry.counter("taken", RED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.timer("taken", RED))
                .withMessageContaining("Counter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.counter("taken"))
                .withMessageContaining("colour");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.counter("caxton_memory_search_latency_seconds"))
                .withMessageContaining("caxton");
    }
}
