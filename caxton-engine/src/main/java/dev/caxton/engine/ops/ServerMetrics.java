package dev.caxton.engine.ops;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Metrics of the process and its REST interface. Thread-safe. */
public final class ServerMetrics {

    private final Metrics metrics;
    private final LatencyWindow requests = new LatencyWindow();
    private final AtomicInteger activeRequests = new AtomicInteger();

    /**
     * Registers them.
     *
     * @param uptimeSeconds seconds since the start
     * @param restarts how often this data directory was served before, a number kept on disk
     * @param resources what the process uses
     */
    public ServerMetrics(
            Metrics metrics, DoubleSupplier uptimeSeconds, LongSupplier restarts, ResourceUsage resources) {
        this.metrics = metrics;
        metrics.gauge("caxton_server_uptime_seconds", "Seconds since the start.", uptimeSeconds);
        metrics.counted(
                "caxton_server_restarts_total", "Starts of this data directory after the first.", restarts::getAsLong);
        for (String name : new String[] {"caxton_server_memory_usage_bytes", "caxton_server_memory_used_bytes"}) {
            metrics.gauge(name, "Resident memory.", resources::residentBytes);
        }
        metrics.gauge("caxton_server_cpu_usage_percent", "Load, 0 to 100 over all processors.", resources::cpuPercent);
        metrics.gauge("caxton_server_disk_free_bytes", "Free space of the data directory.", resources::diskFreeBytes);
        metrics.gauge("caxton_server_active_requests", "Requests being answered.", activeRequests::get);
        metrics.summary("caxton_server_request_duration_seconds", "Time to answer a request.", requests);
    }

    /** Tells how long the start took, from the birth of the process to the first request that can be answered. */
    public void started(Duration startTime) {
        double seconds = startTime.toNanos() / 1e9;
        metrics.gauge("caxton_server_startup_time", "Seconds from the process's birth to ready.", () -> seconds);
    }

    /** A request begins. */
    public void requestBegan() {
        activeRequests.incrementAndGet();
    }

    /**
     * A request that began is answered.
     *
     * @param endpoint path pattern, such as {@code /agents/{ref}}; never a path with values, of which there are many
     * @param method HTTP method
     * @param status HTTP status
     * @param time how long it took
     */
    public void requestEnded(String endpoint, String method, int status, Duration time) {
        activeRequests.decrementAndGet();
        requests.record(time);
        metrics.histogram(
                        "caxton_api_request_duration_seconds",
                        "Time to answer a request, by endpoint.",
                        "endpoint",
                        endpoint,
                        "method",
                        method.toUpperCase(Locale.ROOT),
                        "status",
                        Integer.toString(status))
                .record(time);
    }
}
