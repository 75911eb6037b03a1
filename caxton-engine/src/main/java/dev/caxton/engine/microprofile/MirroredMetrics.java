package dev.caxton.engine.microprofile;

import dev.caxton.engine.ops.Metrics;
import dev.caxton.engine.ops.Reading;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's metrics in the registry of a host, each as a gauge that reads the engine's own instrument: MicroProfile
 * Metrics has no counter whose value is kept elsewhere. Removed from there on closing. Thread-safe.
 */
public final class MirroredMetrics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MirroredMetrics.class);

    private final MetricRegistry host;
    private final List<MetricID> mirrored = new ArrayList<>();
    private boolean closed;

    private MirroredMetrics(MetricRegistry host) {
        this.host = host;
    }

    /** Shows every metric there is, and every later one as it comes. */
    public static MirroredMetrics of(Metrics metrics, MetricRegistry host) {
        MirroredMetrics mirror = new MirroredMetrics(host);
        metrics.readings(mirror::show);
        return mirror;
    }

    private synchronized void show(Reading reading) {
        if (closed) {
            return;
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < reading.labels().size(); i += 2) {
            tags.add(new Tag(reading.labels().get(i), reading.labels().get(i + 1)));
        }
        Tag[] labels = tags.toArray(Tag[]::new);
        Metadata metadata = Metadata.builder()
                .withName(reading.name())
                .withDescription(reading.description())
                .build();
        try {
            host.gauge(metadata, () -> reading.value().getAsDouble(), labels);
            mirrored.add(new MetricID(reading.name(), labels));
        } catch (RuntimeException e) {
            // The host's registry has rules of its own; the metric is still in the engine's scrape.
            LOG.warn("the host's MicroProfile Metrics refuses metric={}: {}", reading.name(), e.toString());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (MetricID id : mirrored) {
            try {
                host.remove(id);
            } catch (RuntimeException e) {
                // A host that stops may have let its registry go before us.
                LOG.debug("metric cannot be removed from the host's registry metric={}", id, e);
            }
        }
        mirrored.clear();
    }
}
