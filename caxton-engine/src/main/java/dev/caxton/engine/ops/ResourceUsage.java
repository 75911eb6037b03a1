package dev.caxton.engine.ops;

import dev.caxton.api.ops.ResourceHealth;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * What this process uses. Thread-safe.
 *
 * <p>CPU time comes from {@link ProcessHandle}: the management beans would load some hundred classes for one number.
 */
public final class ResourceUsage {

    private static final long LEAST_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double MEBIBYTE = 1024.0 * 1024.0;
    private static final double GIBIBYTE = 1024.0 * MEBIBYTE;

    private final Path dataDir;
    private final Path statusFile;
    private final LongSupplier wallNanos;
    private final LongSupplier cpuNanos;
    private final AtomicReference<CpuSample> cpu;

    /** What the CPU had done when it was last looked at, and the load computed then. */
    private record CpuSample(long wallNanos, long cpuNanos, double percent) {}

    /** Measures this process. */
    public ResourceUsage(Path dataDir) {
        this(dataDir, Path.of("/proc/self/status"), System::nanoTime, ResourceUsage::processCpuNanos);
    }

    ResourceUsage(Path dataDir, Path statusFile, LongSupplier wallNanos, LongSupplier cpuNanos) {
        this.dataDir = dataDir;
        this.statusFile = statusFile;
        this.wallNanos = wallNanos;
        this.cpuNanos = cpuNanos;
        this.cpu = new AtomicReference<>(new CpuSample(wallNanos.getAsLong(), 0, 0));
    }

    /** Resident memory in bytes; where the system does not tell, the size of the heap. */
    public long residentBytes() {
        try (BufferedReader lines = Files.newBufferedReader(statusFile, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException e) {
            // Only Linux has this file; the heap is the best that can be said elsewhere.
            return heapBytes();
        }
        return heapBytes();
    }

    /** Load of the process since it was last asked, at least a second ago: 0 to 100 over all its processors. */
    public double cpuPercent() {
        CpuSample last = cpu.get();
        long wall = wallNanos.getAsLong();
        if (wall - last.wallNanos() < LEAST_INTERVAL_NANOS) {
            return last.percent();
        }
        long used = cpuNanos.getAsLong();
        double processors = Runtime.getRuntime().availableProcessors();
        double percent = 100.0 * (used - last.cpuNanos()) / (wall - last.wallNanos()) / processors;
        CpuSample sample = new CpuSample(wall, used, Math.clamp(percent, 0, 100));
        return cpu.compareAndSet(last, sample) ? sample.percent() : cpu.get().percent();
    }

    /** Free space in bytes where the data directory lies, or would; 0 if the system does not tell. */
    public long diskFreeBytes() {
        Path place = dataDir.toAbsolutePath();
        while (place.getParent() != null && !Files.exists(place)) {
            place = place.getParent();
        }
        try {
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException e) {
            // Nothing can be said about a file system that does not answer; zero is the alarming answer.
            return 0;
        }
    }

    /** The three of them for a report, rounded to what a reader needs. */
    public ResourceHealth report() {
        return new ResourceHealth(
                Math.round(residentBytes() / MEBIBYTE),
                Math.round(cpuPercent() * 10) / 10.0,
                Math.round(diskFreeBytes() / GIBIBYTE * 10) / 10.0);
    }

    private static long heapBytes() {
        return Runtime.getRuntime().totalMemory();
    }

    private static long processCpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
