package dev.caxton.engine.memory.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BusyTimeTest {

    private final AtomicLong now = new AtomicLong(1_000);
    private final BusyTime busy = new BusyTime(now::get);

    @Test
    void countsWorkSideBySideOnceAndIdlenessNever() {
        after(5, busy::begin);
        after(10, busy::begin);
        after(10, busy::end);
        after(10, busy::end);
        after(100, busy::begin);
        after(1, busy::end);

        assertThat(busy.nanos()).isEqualTo(31);
    }

    @Test
    void countsWhatIsGoingOn() {
        busy.begin();
        now.addAndGet(7);

        assertThat(busy.nanos()).isEqualTo(7);
    }

    private void after(long nanos, Runnable step) {
        now.addAndGet(nanos);
        step.run();
    }
}
