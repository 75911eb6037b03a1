package dev.caxton.engine.ops;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of the server, by the name under which it is scraped.
 *
 * <p>Instruments are plain counters and windows that cost nothing to make; Micrometer and Prometheus are loaded on the
 * first scrape, since they would add a tenth of a second to the start. Names and labels are not changed on the way: what is
 * written here is what {@code /metrics} shows. Labels are names and values in turn, and must have few values. Thread-safe.
 */
public final class Metrics implements AutoCloseable {

    private static final int LABELLED_SAMPLES = 256;

    private final Map<Instrument.Id, Object> known = new LinkedHashMap<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<Consumer<Reading>> readers = new ArrayList<>();
    private @Nullable PrometheusExport export;

    /** A counter; the same one again for the same name and labels. The name ends in {@code _total}. */
    public synchronized Tally counter(String name, String description, String... labels) {
        Instrument.Id id = new Instrument.Id(name, List.of(labels));
        if (known.get(id) instanceof Tally tally) {
            return tally;
        }
        Tally tally = new Tally();
        add(new Instrument.Counter(id, description, tally::value), tally);
        return tally;
    }

    /** A counter whose value is kept elsewhere and only grows. The name ends in {@code _total}. */
    public synchronized void counted(String name, String description, DoubleSupplier value, String... labels) {
        add(new Instrument.Counter(new Instrument.Id(name, List.of(labels)), description, value), value);
    }

    /** A value that goes up and down, asked at each scrape; it may block for an instant, and must not throw. */
    public synchronized void gauge(String name, String description, DoubleSupplier value, String... labels) {
        add(new Instrument.Gauge(new Instrument.Id(name, List.of(labels)), description, value), value);
    }

    /** A summary with quantiles 0.5, 0.95 and 0.99; the same one again for the same name. The name ends in {@code _seconds}. */
    public LatencyWindow window(String name) {
        return window(name, "Seconds.");
    }

    /** A summary with a description; the same one again for the same name and labels. */
    public synchronized LatencyWindow window(String name, String description, String... labels) {
        Instrument.Id id = new Instrument.Id(name, List.of(labels));
        if (known.get(id) instanceof LatencyWindow window) {
            return window;
        }
        LatencyWindow window = newWindow(labels);
        summary(name, description, window, labels);
        return window;
    }

    /** Shows a window as a summary, perhaps under a second name. */
    public synchronized void summary(String name, String description, LatencyWindow window, String... labels) {
        add(new Instrument.Summary(new Instrument.Id(name, List.of(labels)), description, window), window);
    }

    /** A histogram; the same one again for the same name and labels. The name ends in {@code _seconds}. */
    public synchronized LatencyWindow histogram(String name, String description, String... labels) {
        Instrument.Id id = new Instrument.Id(name, List.of(labels));
        if (known.get(id) instanceof LatencyWindow window) {
            return window;
        }
        LatencyWindow window = newWindow(labels);
        histogram(name, description, window, labels);
        return window;
    }

    /** Shows a window as a histogram, perhaps under a second name. */
    public synchronized void histogram(String name, String description, LatencyWindow window, String... labels) {
        add(new Instrument.Histogram(new Instrument.Id(name, List.of(labels)), description, window), window);
    }

    /** Every metric in the Prometheus text format, version 0.0.4. */
    public String scrape() {
        return export().scrape();
    }

    /** The Micrometer registry behind, for programs that add metrics of their own; loads Micrometer. */
    public MeterRegistry registry() {
        return export().registry();
    }

    /** Tells a listener every value there is, and every later one as it comes, on the thread that adds it. */
    public synchronized void readings(Consumer<Reading> listener) {
        instruments.forEach(instrument -> Reading.of(instrument).forEach(listener));
        readers.add(listener);
    }

    private synchronized PrometheusExport export() {
        PrometheusExport result = export;
        if (result == null) {
            result = new PrometheusExport();
            instruments.forEach(result::add);
            export = result;
        }
        return result;
    }

    private void add(Instrument instrument, Object source) {
        if (known.putIfAbsent(instrument.id(), source) != null) {
            throw new IllegalStateException("metric " + instrument.id() + " exists, expected one of a name and labels");
        }
        instruments.add(instrument);
        if (export != null) {
            export.add(instrument);
        }
        readers.forEach(reader -> Reading.of(instrument).forEach(reader));
    }

    /** Fewer recent times where there are labels, since then there are many windows. */
    private static LatencyWindow newWindow(String... labels) {
        return new LatencyWindow(labels.length == 0 ? LatencyWindow.USUAL_SAMPLES : LABELLED_SAMPLES);
    }

    /** Lets the registry go. */
    @Override
    public synchronized void close() {
        if (export != null) {
            export.registry().close();
        }
    }
}
