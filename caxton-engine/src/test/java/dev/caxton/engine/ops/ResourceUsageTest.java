package dev.caxton.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceUsageTest {

    @TempDir
    Path directory;

    private final AtomicLong wall = new AtomicLong();
    private final AtomicLong cpu = new AtomicLong();

    @Test
    void readsResidentMemory() throws IOException {
        Path status = directory.resolve("status");
        Files.writeString(status, "Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  250000 kB\n");

        assertThat(usage(status).residentBytes()).isEqualTo(256_000_000);
        assertThat(usage(status).report().memoryMb()).isEqualTo(244);
    }

    @Test
    void takesTheHeapWhereTheSystemDoesNotTell() {
        assertThat(usage(directory.resolve("none")).residentBytes()).isPositive();
    }

    @Test
    void computesTheLoadSinceTheLastLook() {
        ResourceUsage usage = usage(directory.resolve("none"));
        int processors = Runtime.getRuntime().availableProcessors();
        wall.set(2_000_000_000L);
        cpu.set(1_000_000_000L);
        assertThat(usage.cpuPercent()).isCloseTo(50.0 / processors, within(0.01));

        wall.addAndGet(4_000_000_000L);
        cpu.addAndGet(1_000_000_000L);
        assertThat(usage.cpuPercent()).isCloseTo(25.0 / processors, within(0.01));

        wall.addAndGet(10);
        cpu.addAndGet(1_000_000_000L);
        assertThat(usage.cpuPercent()).isCloseTo(25.0 / processors, within(0.01));
    }

    @Test
    void findsTheDiskOfADirectoryThatIsNotThereYet() {
        assertThat(new ResourceUsage(directory.resolve("a/b")).diskFreeBytes()).isPositive();
    }

    @Test
    void measuresThisProcess() {
        assertThat(new ResourceUsage(directory).report().memoryMb()).isPositive();
    }

    private ResourceUsage usage(Path status) {
        return new ResourceUsage(directory, status, wall::get, cpu::get);
    }
}
