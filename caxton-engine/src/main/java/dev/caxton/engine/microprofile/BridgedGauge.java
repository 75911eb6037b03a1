package dev.caxton.engine.microprofile;

import io.micrometer.core.instrument.Meter;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Gauge;

/**
 * A gauge over Micrometer's.
 *
 * @param source reads the value
 * @param meter shows it in the scrape
 * @param <T> type of the value
 */
record BridgedGauge<T extends Number>(Supplier<T> source, Meter meter) implements Gauge<T>, BridgedRegistry.Bridged {

    @Override
    public T getValue() {
        return source.get();
    }
}
