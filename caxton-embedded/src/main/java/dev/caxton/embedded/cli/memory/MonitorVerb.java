package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.MemoryTiming;
import dev.caxton.api.memory.MemoryUpkeep;
import dev.caxton.embedded.cli.Await;
import dev.caxton.embedded.cli.Figures;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code memory monitor}: follows the queries until it is interrupted, or for {@code --duration}. */
final class MonitorVerb implements Verb {

    private static final Duration SLOW = Duration.ofMillis(100);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final int LOOKS_A_SECOND = 10;

    @Override
    public ExitCode run(Invocation invocation) {
        Output output = invocation.output();
        MemoryUpkeep upkeep = invocation.caxton().memory().upkeep();
        boolean slowOnly = invocation.has("--show-slow-queries") || invocation.has("--threshold");
        Duration threshold = slowOnly ? invocation.duration("--threshold", SLOW) : Duration.ZERO;
        output.say("Following queries of " + threshold.toMillis() + " ms and more; end with Ctrl-C");
        Follower follower = new Follower(upkeep, output, threshold);
        boolean unused = Await.until(invocation.duration("--duration", FOR_EVER), follower::look);
        return ExitCode.OK;
    }

    private static final class Follower {
        private final MemoryUpkeep upkeep;
        private final Output output;
        private final Duration threshold;
        private @Nullable Instant last;
        private int looks;

        Follower(MemoryUpkeep upkeep, Output output, Duration threshold) {
            this.upkeep = upkeep;
            this.output = output;
            this.threshold = threshold;
        }

        /** Prints what is new, once a second; never the end. */
        boolean look() {
            if (looks++ % LOOKS_A_SECOND == 0) {
                List<MemoryTiming> found = upkeep.timings(last, threshold);
                found.forEach(this::print);
                if (!found.isEmpty()) {
                    last = found.getLast().endedAt();
                }
                output.flush();
            }
            return false;
        }

        private void print(MemoryTiming timing) {
            if (output.json()) {
                output.json(timing);
            } else {
                output.line(timing.endedAt() + "  " + timing.queryType() + "  " + Figures.millis(timing.durationMs())
                        + "  " + timing.detail() + (timing.failed() ? "  failed" : ""));
            }
        }
    }
}
