package dev.caxton.engine.ops;

import java.util.concurrent.atomic.LongAdder;

/** A number that only grows. Thread-safe. */
public final class Tally {

    private final LongAdder sum = new LongAdder();

    /** Adds one. */
    public void increment() {
        sum.increment();
    }

    /** Adds a number, not negative. */
    public void add(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + ", expected 0 or more");
        }
        sum.add(count);
    }

    /** What was added so far. */
    public long value() {
        return sum.sum();
    }
}
