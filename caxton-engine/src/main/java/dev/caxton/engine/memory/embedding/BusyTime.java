package dev.caxton.engine.memory.embedding;

import java.util.function.LongSupplier;

/** Time in which at least one of several threads worked; two that work side by side count once. Thread-safe. */
final class BusyTime {

    private final LongSupplier nanoTime;
    private int working;
    private long since;
    private long ended;

    BusyTime() {
        this(System::nanoTime);
    }

    BusyTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void begin() {
        if (working++ == 0) {
            since = nanoTime.getAsLong();
        }
    }

    /** Ends one {@link #begin}. */
    synchronized void end() {
        if (--working == 0) {
            ended += nanoTime.getAsLong() - since;
        }
    }

    /** So far, what is going on included. */
    synchronized long nanos() {
        return working == 0 ? ended : ended + nanoTime.getAsLong() - since;
    }
}
