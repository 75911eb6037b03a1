package dev.caxton.engine.llm;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How requests to models are repeated: after a pause that doubles each time, of which a random part between one half
 * and the whole is waited, so that many callers do not come back at the same instant.
 *
 * @param attempts how often a failed request is repeated, 0 or more
 * @param firstPause before the first repetition
 * @param longestPause upper bound of every pause
 * @param random where the random part comes from
 * @param pause waits
 */
public record RetryPolicy(
        int attempts, Duration firstPause, Duration longestPause, RandomGenerator random, Pause pause) {

    /** Waits; a test does not. */
    @FunctionalInterface
    public interface Pause {
        /** Waits that long. */
        void last(Duration time) throws InterruptedException;
    }

    public RetryPolicy {
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts is " + attempts + ", expected 0 or more");
        }
    }

    /** Repeats that often, pausing up to 1 s at first and 10 s at most (documented: 1 s to 10 s, doubled each time). */
    public static RetryPolicy of(int attempts) {
        return new RetryPolicy(
                attempts,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                RandomGenerator.getDefault(),
                time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** The pause before a repetition, counted from 1. */
    Duration before(int repetition) {
        long longest = longestPause.toNanos();
        long whole = firstPause.toNanos();
        for (int i = 1; i < repetition && whole < longest; i++) {
            whole *= 2;
        }
        whole = Math.min(whole, longest);
        return Duration.ofNanos(whole / 2 + (long) (random.nextDouble() * (whole - whole / 2)));
    }
}
