package dev.caxton.engine.ops;

import java.util.function.LongSupplier;

/** Metrics of conversations that become memories. Thread-safe. */
public final class RecordingMetrics {

    private final Tally stored;
    private final Tally known;
    private final Tally refused;
    private final Tally failures;

    /**
     * Registers them.
     *
     * @param pending answers that are still to be recorded
     */
    public RecordingMetrics(Metrics metrics, LongSupplier pending) {
        metrics.gauge("caxton_memory_recordings_pending", "Answers still to be recorded.", pending::getAsLong);
        stored = metrics.counter("caxton_memory_recorded_facts_total", "Facts recorded from conversations.");
        known = metrics.counter("caxton_memory_recording_known_total", "Facts that were known already.");
        refused = metrics.counter(
                "caxton_memory_recording_refused_total",
                "Facts left out as unsure, excluded, secret or of another kind.");
        failures = metrics.counter("caxton_memory_recording_failures_total", "Attempts to record that failed.");
    }

    /** Facts stored. */
    public Tally stored() {
        return stored;
    }

    /** Facts that were known. */
    public Tally known() {
        return known;
    }

    /** Facts left out. */
    public Tally refused() {
        return refused;
    }

    /** Attempts that failed. */
    public Tally failures() {
        return failures;
    }
}
