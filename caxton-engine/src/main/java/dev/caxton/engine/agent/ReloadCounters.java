package dev.caxton.engine.agent;

import java.time.Duration;

/** Counts reloads; implemented by the server's metrics. */
public interface ReloadCounters {

    /** Counts nothing. */
    ReloadCounters NONE = new ReloadCounters() {
        @Override
        public void succeeded(Duration took) {}

        @Override
        public void failed() {}
    };

    /**
     * A new version serves.
     *
     * @param took from noticing the change, or from the request, until it served
     */
    void succeeded(Duration took);

    /** A file was refused. */
    void failed();
}
