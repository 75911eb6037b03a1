package dev.caxton.engine.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {

    @Test
    void isZeroBeforeTheFirstTime() {
        assertThat(new LatencyWindow().snapshot()).isEqualTo(new LatencyWindow.Snapshot(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void agreesWithASortedList() {
        Random random = new Random(7);
        LatencyWindow window = new LatencyWindow(256);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            long nanos = random.nextLong(5_000_000_000L);
            window.recordNanos(nanos);
            all.add(nanos);
        }
        long[] recent = all.subList(700 - 256, 700).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();

        LatencyWindow.Snapshot snapshot = window.snapshot();

        assertThat(snapshot.count()).isEqualTo(700);
        assertThat(snapshot.sum())
                .isCloseTo(all.stream().mapToLong(Long::longValue).sum() / 1e9, within(1e-6));
        assertThat(snapshot.mean()).isCloseTo(Arrays.stream(recent).average().orElseThrow() / 1e9, within(1e-6));
        assertThat(snapshot.p50()).isEqualTo(recent[127] / 1e9);
        assertThat(snapshot.p95()).isEqualTo(recent[243] / 1e9);
        assertThat(snapshot.p99()).isEqualTo(recent[253] / 1e9);
        assertThat(snapshot.max()).isEqualTo(recent[255] / 1e9);
    }

    @Test
    void countsEveryTimeOfManyThreads() throws InterruptedException {
        LatencyWindow window = new LatencyWindow();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 10_000; j++) {
                    window.record(Duration.ofMillis(2));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(window.snapshot().count()).isEqualTo(40_000);
        assertThat(window.snapshot().sum()).isCloseTo(80, within(1e-6));
        assertThat(Arrays.stream(window.bucketCounts()).sum()).isEqualTo(40_000);
    }

    @Test
    void putsTimesIntoTheBucketWhoseBoundTheyDoNotExceed() {
        LatencyWindow window = new LatencyWindow();

        window.record(Duration.ofMillis(10));
        window.record(Duration.ofNanos(10_000_001));
        window.record(Duration.ofHours(1));
        window.record(Duration.ofMillis(-1));

        long[] counts = window.bucketCounts();
        assertThat(counts[4]).isOne();
        assertThat(counts[5]).isOne();
        assertThat(counts[counts.length - 1]).isOne();
        assertThat(counts[0]).isOne();
    }

    @Test
    void refusesASizeThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new LatencyWindow(1000)).hasMessageContaining("expected a power of two");
    }
}
