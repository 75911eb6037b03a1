package dev.caxton.engine.ops;

import java.util.List;
import java.util.function.DoubleSupplier;

/** A metric and where its value comes from. */
sealed interface Instrument {

    /** What it is called. */
    Id id();

    /** One sentence for those who read the scrape. */
    String description();

    /**
     * Name and labels.
     *
     * @param name name in the scrape
     * @param labels names and values in turn
     */
    record Id(String name, List<String> labels) {
        public Id {
            if (labels.size() % 2 != 0) {
                throw new IllegalArgumentException("labels of " + name + " are " + labels + ", expected pairs");
            }
        }
    }

    /** Only grows. */
    record Counter(Id id, String description, DoubleSupplier value) implements Instrument {}

    /** Goes up and down. */
    record Gauge(Id id, String description, DoubleSupplier value) implements Instrument {}

    /** Times, shown with quantiles. */
    record Summary(Id id, String description, LatencyWindow window) implements Instrument {}

    /** Times, shown with buckets. */
    record Histogram(Id id, String description, LatencyWindow window) implements Instrument {}
}
