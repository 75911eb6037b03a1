package dev.caxton.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.engine.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private final HandClock clock = new HandClock("2026-01-02T03:04:05.678Z");
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);

    @Test
    void carriesVersionVariantAndTime() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
    }

    @Test
    void sortsByCreationWithinAMillisecondAndPastItsCounter() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next().toString());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void keepsSortingWhenTheClockGoesBack() {
        String first = ids.next().toString();
        clock.pass(Duration.ofHours(-1));
        String second = ids.next().toString();
        clock.pass(Duration.ofHours(2));
        String third = ids.next().toString();

        assertThat(List.of(first, second, third)).isSorted();
    }

    @Test
    void differsBetweenGeneratorsAndThreads() throws InterruptedException {
        Set<UUID> all = Collections.synchronizedSet(new HashSet<>());
        TimeOrderedIds other = new TimeOrderedIds(clock);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TimeOrderedIds source = i % 2 == 0 ? ids : other;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 1000; j++) {
                    all.add(source.next());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(all).hasSize(4000);
    }
}
