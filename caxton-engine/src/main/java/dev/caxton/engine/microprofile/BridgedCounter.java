package dev.caxton.engine.microprofile;

import io.micrometer.core.instrument.Counter;

/**
 * A counter over Micrometer's.
 *
 * @param meter keeps the number
 */
record BridgedCounter(Counter meter) implements org.eclipse.microprofile.metrics.Counter, BridgedRegistry.Bridged {

    @Override
    public void inc() {
        meter.increment();
    }

    @Override
    public void inc(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("increment is " + n + ", expected 0 or more");
        }
        meter.increment(n);
    }

    @Override
    public long getCount() {
        return (long) meter.count();
    }
}
